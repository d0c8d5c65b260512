import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One English sentence of the sources. */
export interface Message {
  sentence: string;
  /** Where it is said, `src/notices/mail.words.ts`; in the order of the sources. */
  files: string[];
  /** What its translators should know: a comment `// translators: …` on the line above. */
  notes: string[];
  /** Each place that says it with its values in plain sight: their names. */
  given: { file: string; names: string[] }[];
}

/** A place where the catalogues cannot know what is said. */
export interface Unclear {
  at: string;
  why: string;
}

/** Functions whose first argument is a sentence, and where they come from. */
const marks = new Set(['msg', 'because', 'fixed']);
const home = /\/(?:language\/message|refusal|message)\.js$/;

/** Every sentence that members may read, with where it stands, from our own TypeScript below `src`. */
export function messagesIn(root: string): { messages: Message[]; unclear: Unclear[] } {
  const files = fs
    .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `src/${file.split(path.sep).join('/')}`)
    .toSorted();
  const found = new Map<string, Message>();
  const unclear: Unclear[] = [];
  for (const file of files) read(file, fs.readFileSync(path.join(root, file), 'utf8'), found, unclear);
  return { messages: [...found.values()], unclear };
}

/** Adds what one file says to `found`. */
export function read(file: string, text: string, found: Map<string, Message>, unclear: Unclear[]): void {
  if (!/\b(?:say|msg|because|fixed)\b/.test(text)) return;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const lines = text.split('\n');
  const sayers = sayersIn(tree);
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    const call = callOf(node, sayers);
    if (!call) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line;
    const sentences = literalsIn(call.sentence);
    if (sentences === null) {
      if (!mayBeMarked(call.sentence))
        unclear.push({
          at: `${file}:${line + 1}`,
          why: `say takes a sentence, not ${call.sentence.getText()}`,
        });
      return;
    }
    for (const sentence of sentences) {
      const message = found.get(sentence) ?? { sentence, files: [], notes: [], given: [] };
      found.set(sentence, message);
      if (!message.files.includes(file)) message.files.push(file);
      const [, note] = /\/\/ translators: (.*)$/.exec(lines[line - 1] ?? '') ?? [];
      if (note !== undefined && !message.notes.includes(note)) message.notes.push(note);
      if (call.names) message.given.push({ file: `${file}:${line + 1}`, names: call.names });
    }
  };
  visit(tree);
}

interface Call {
  sentence: ts.Expression;
  /** Of the values, where they stand as an object; undefined where they cannot be seen. */
  names: string[] | undefined;
}

/** Names that other rooms give to functions of their own are not ours: a mark is imported, `say` is handed in. */
function sayersIn(tree: ts.SourceFile): Set<string> {
  const found = new Set(['say']);
  const visit = (node: ts.Node): void => {
    const named = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) ? node.name : undefined;
    const made = ts.isVariableDeclaration(node)
      ? node.initializer && ts.isArrowFunction(node.initializer)
      : true;
    if (named?.getText() === 'say' && made) found.delete('say');
    if (ts.isImportDeclaration(node) && home.test(node.moduleSpecifier.getText().slice(1, -1))) {
      const bindings = node.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings))
        for (const { name } of bindings.elements) if (marks.has(name.text)) found.add(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function callOf(node: ts.Node, sayers: ReadonlySet<string>): Call | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression: called, arguments: given } = node;
  const [sentence, values] = given;
  if (!sentence) return undefined;
  const free = ts.isIdentifier(called) && sayers.has(called.text);
  const asked =
    ts.isPropertyAccessExpression(called) &&
    (called.name.text === 'rich' || (called.name.text === 'say' && ts.isStringLiteralLike(sentence)));
  if (!free && !asked) return undefined;
  const later = ts.isIdentifier(called) && called.text === 'msg';
  return { sentence, names: later ? undefined : namesOf(values) };
}

function namesOf(values: ts.Expression | undefined): string[] | undefined {
  if (values === undefined) return [];
  if (!ts.isObjectLiteralExpression(values) || values.properties.some(ts.isSpreadAssignment))
    return undefined;
  return values.properties.map(({ name }) => name?.getText() ?? '');
}

/** The sentences that an expression can be: one, or one of a choice; null where it is no literal. */
function literalsIn(expression: ts.Expression): string[] | null {
  if (ts.isParenthesizedExpression(expression)) return literalsIn(expression.expression);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (!ts.isConditionalExpression(expression)) return null;
  const [one, other] = [literalsIn(expression.whenTrue), literalsIn(expression.whenFalse)];
  return one && other ? [...one, ...other] : null;
}

/** What was marked by `msg` elsewhere comes from a table, a field or a variable; its type says so to the compiler. */
const mayBeMarked = (expression: ts.Expression): boolean =>
  ts.isIdentifier(expression) ||
  ts.isPropertyAccessExpression(expression) ||
  ts.isElementAccessExpression(expression) ||
  ts.isNonNullExpression(expression);
