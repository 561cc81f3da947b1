import { LineCounter, parseDocument } from 'yaml';
import { isJson, type Json, ScaffoldError } from './document.ts';

/** More than anybody writes by hand, and far from what fills a memory. */
const mostAliases = 100;

/** An OpenAPI document, JSON or YAML. @throws ScaffoldError that says where it is none */
export function readDocument(source: string): Json {
  if (/^\s*</.test(source))
    throw new ScaffoldError('This is a page or XML. Give the OpenAPI document itself, not the page that shows it.');
  const lineCounter = new LineCounter();
  const parsed = parseDocument(source, { prettyErrors: false, lineCounter });
  const [error] = parsed.errors;
  if (error?.code === 'RESOURCE_EXHAUSTION') throw tooDeep(error);
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new ScaffoldError(
      `This is neither sound JSON nor YAML, in line ${line}, column ${col}: ${error.message.split('\n')[0]}.`,
    );
  }
  const document = plainOf(parsed);
  if (isJson(document)) return document;
  throw new ScaffoldError('This is neither JSON nor YAML. Give the OpenAPI document itself, not the page that shows it.');
}

function plainOf(parsed: ReturnType<typeof parseDocument>): unknown {
  try {
    return parsed.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    const message =
      'The document repeats itself by aliases (&name, *name) so often that it would fill the memory. Give it written out.';
    throw new ScaffoldError(message, { cause });
  }
}

export function tooDeep(cause: unknown): ScaffoldError {
  return new ScaffoldError('The document is nested too deep to be read. Take the part that is about jobs and people.', { cause });
}
