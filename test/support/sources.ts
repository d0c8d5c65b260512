import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As written: `zod`, `./plan.js`. */
  request: string;
  /** Our own file that it leads to, relative to the root; absent for packages. */
  file?: string;
  /** Erased when compiled. */
  typeOnly: boolean;
}

export interface Source {
  /** Relative to the root, with slashes: `src/kernel/clock.ts`. */
  file: string;
  text: string;
  imports: Import[];
  /** How many parameters the largest constructor takes. */
  parameters: number;
}

const root = path.resolve(import.meta.dirname, '../..');

/** Every TypeScript file of our own under the given folders. */
export function readSources(folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .toSorted()
      .map((file) => parse(file, fs.readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** What a file imports and declares; `exists` tells whether a file of that name is there (default: on disk). */
export function parse(
  file: string,
  text: string,
  exists = (name: string): boolean => fs.existsSync(path.join(root, name)),
): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, false);
  const source: Source = { file, text, imports: [], parameters: 0 };
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node))
      source.parameters = Math.max(source.parameters, node.parameters.length);
    const request = requestOf(node);
    if (request !== undefined) source.imports.push(resolve(file, request, isTypeOnly(node), exists));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return source;
}

function requestOf(node: ts.Node): string | undefined {
  const given =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  return given && ts.isStringLiteral(given) ? given.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { isTypeOnly: whole, name, namedBindings } = node.importClause;
  if (whole) return true;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

function resolve(
  from: string,
  request: string,
  typeOnly: boolean,
  exists: (name: string) => boolean,
): Import {
  if (!request.startsWith('.')) return { request, typeOnly };
  const base = path.posix.join(path.posix.dirname(from), request).replace(/\.js$/, '');
  const file = [`${base}.ts`, `${base}.tsx`].find(exists) ?? `${base}.ts`;
  return { request, file, typeOnly };
}
