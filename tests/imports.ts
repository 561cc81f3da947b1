import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Absolute path of the repository, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

export interface Import {
  /** Path of the importing file from the repository root, with `/`. */
  readonly file: string;
  readonly line: number;
  /** As written, except that a relative one is given as a path from the repository root. */
  readonly target: string;
  /** Erased before anything runs: `import type`, `import('…')` in a type. */
  readonly isTypeOnly: boolean;
}

/** Source files matching the patterns, as paths from the root; tests, stories and builds are left out unless asked for. */
export function sourceFiles(patterns: readonly string[], { withTests = false } = {}): string[] {
  const files = globSync([...patterns], { cwd: root, exclude: ['**/node_modules', '**/dist', '**/storybook-static'] });
  const isTest = /\.(test|stories)\.ts$|\/tests?\/|\/test-[a-z-]+\.ts$/;
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => withTests || !isTest.test(file))
    .sort();
}

const known = new Map<string, readonly Import[]>();

/** Every import and re-export of a file: static, dynamic, and in types. */
export function importsOf(file: string): readonly Import[] {
  const imports = known.get(file) ?? parseImports(file);
  known.set(file, imports);
  return imports;
}

function parseImports(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(specifier.getStart()).line + 1;
    found.push({ file, line, target: resolve(file, specifier.text), isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/');
}

/** Import as `file:line → target`, for messages. */
export function describeImport({ file, line, target }: Import): string {
  return `${file}:${line} → ${target}`;
}
