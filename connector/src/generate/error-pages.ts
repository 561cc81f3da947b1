import { readFile } from 'node:fs/promises';
import { problemCodes } from '@dispatchkit/contract';
import type { GeneratedFile } from './openapi.ts';

/** The pages of the problem codes, as a module: the connector shows them wherever it runs, without a network or a file system. */
export async function errorPagesFile(): Promise<GeneratedFile> {
  const pages = await Promise.all(
    problemCodes.map(async (code) => {
      const text = await readFile(new URL(`../../../docs/errors/${code}.md`, import.meta.url), 'utf8');
      return `  ${code}: ${JSON.stringify(text)},`;
    }),
  );
  return {
    path: 'connector/src/http/reference/generated/error-page-texts.ts',
    text: `import type { ProblemCode } from '@dispatchkit/contract';\n\n/** Generated from docs/errors; change those instead. */\nexport const errorPageTexts: Readonly<Record<ProblemCode, string>> = {\n${pages.join('\n')}\n};\n`,
  };
}
