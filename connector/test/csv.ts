import type { SourceFile } from '../src/import/rows.ts';

/** A file in memory, given in pieces as small as wanted. */
export function csvFile(
  content: string | Uint8Array,
  options: { readonly name?: string; readonly chunkBytes?: number } = {},
): SourceFile {
  const { name = 'test.csv', chunkBytes = 64 * 1024 } = options;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    open() {
      let at = 0;
      return new ReadableStream({
        pull(controller) {
          if (at < bytes.length) controller.enqueue(bytes.slice(at, at + chunkBytes));
          at += chunkBytes;
          if (at >= bytes.length) controller.close();
        },
      });
    },
  };
}
