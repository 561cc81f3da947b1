import { manifestTexts } from '@dispatchkit/contract/manifest';
import { splitPath } from '../templates/path.ts';
import { fault, type PlacedFault } from './fault.ts';

/** Paths as other languages write them: they would be looked for as names, and never be found. */
export function pathFaults(written: unknown): PlacedFault[] {
  return manifestTexts(written).flatMap(({ path, text, isPath }) => {
    if (!isPath) return [];
    const meant = meantBy(text);
    if (meant === undefined) return [];
    const hint = `Names and positions stand with dots between${meant === '' ? '' : `, such as "${meant}"`}; "\\." is a dot in a name.`;
    return [fault(path, JSON.stringify(text), 'a path as it is written here', hint)];
  });
}

/** Undefined when it is written as it should be. */
function meantBy(text: string): string | undefined {
  const isPointer = text.startsWith('/');
  const isJsonPath = /^\$(?:[.[]|$)/.test(text) || /\[(?:\d+|\*|'[^']*'|"[^"]*")\]/.test(text);
  const hasGap = text !== '' && splitPath(text).includes('');
  if (!isPointer && !isJsonPath && !hasGap) return undefined;
  const dotted = isPointer ? text.replaceAll('/', '.') : text.replace(/^\$/, '').replaceAll(/\[['"]?([^\]'"]*)['"]?\]/g, '.$1');
  return dotted
    .split('.')
    .filter((name) => name !== '' && name !== '*')
    .join('.');
}
