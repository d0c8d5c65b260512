import ts from 'typescript';

/** What one piece of code throws itself, and what else it may run. */
interface Reach {
  kinds: Set<string>;
  runs: Set<ts.Node>;
}

/**
 * How each operation of the API may refuse: `CharterController.open` → `conflict`, `not-found`. Read from the source: from
 * the handler every function that it may run is followed, through services and what implements an interface, to each
 * `new Refusal(…)`. What a play or a fact does is not: those are called by name, and their refusals never reach a caller.
 */
export function refusalsInSource(): Map<string, string[]> {
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  )!;
  const ours = (name: string): boolean =>
    /\/src\//.test(name) && !/\.test\.|\/demo\/|node_modules/.test(name);
  // Our own source alone: what libraries are is no matter here, and takes twice as long to read.
  const alone = { ...options, noLib: true, noResolve: true, types: [] };
  const program = ts.createProgram(fileNames.filter(ours), alone);
  const classes = program
    .getSourceFiles()
    .filter(({ fileName }) => ours(fileName))
    .flatMap((file) => file.statements.filter(ts.isClassDeclaration));
  const walk = walker(program.getTypeChecker(), classes);
  return new Map(
    classes.flatMap((one) =>
      one.members
        .filter((member) => ts.isMethodDeclaration(member))
        .filter(isOperation)
        .map((method) => [`${one.name!.text}.${method.name.getText()}`, walk(method)] as const),
    ),
  );
}

const isOperation = (method: ts.MethodDeclaration): boolean =>
  (ts.getDecorators(method) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && expression.expression.getText() === 'Api',
  );

function walker(checker: ts.TypeChecker, classes: ts.ClassDeclaration[]): (from: ts.Node) => string[] {
  const read = new Map<ts.Node, Reach>();
  const heirs = heirsOf(classes);

  const bodies = (declaration: ts.Declaration): ts.Node[] => {
    if (!/\/src\//.test(declaration.getSourceFile().fileName)) return [];
    if (ts.isMethodSignature(declaration) && ts.isInterfaceDeclaration(declaration.parent))
      return (heirs.get(declaration.parent.name.text) ?? []).flatMap(({ members }) =>
        members.filter(({ name }) => name?.getText() === declaration.name.getText()),
      );
    if (ts.isFunctionLike(declaration)) return 'body' in declaration && declaration.body ? [declaration] : [];
    if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration))
      return declaration.initializer ? [declaration.initializer] : [];
    return ts.isPropertyAssignment(declaration) ? [declaration.initializer] : [];
  };

  const reachOf = (from: ts.Node): Reach => {
    const known = read.get(from);
    if (known) return known;
    const reach: Reach = { kinds: new Set(), runs: new Set() };
    read.set(from, reach);
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal') {
        const kind = checker.getTypeAtLocation(node.arguments![0]!);
        for (const one of kind.isUnion() ? kind.types : [kind])
          reach.kinds.add(one.isStringLiteral() ? one.value : `unknown: ${node.getText()}`);
      }
      if (ts.isIdentifier(node)) {
        let named = checker.getSymbolAtLocation(node);
        if (named && named.flags & ts.SymbolFlags.Alias) named = checker.getAliasedSymbol(named);
        for (const declaration of named?.declarations ?? [])
          for (const body of bodies(declaration)) reach.runs.add(body);
      }
      ts.forEachChild(node, visit);
    };
    if (ts.isFunctionLike(from) && 'body' in from && from.body) visit(from.body);
    else if (!ts.isFunctionLike(from)) visit(from);
    return reach;
  };

  return (from) => {
    const [kinds, seen, left] = [new Set<string>(), new Set<ts.Node>(), [from]];
    for (let next = left.pop(); next; next = left.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const reach = reachOf(next);
      for (const kind of reach.kinds) kinds.add(kind);
      left.push(...reach.runs);
    }
    return [...kinds].toSorted();
  };
}

/** Interface → the classes that implement it. */
function heirsOf(classes: ts.ClassDeclaration[]): Map<string, ts.ClassDeclaration[]> {
  const heirs = new Map<string, ts.ClassDeclaration[]>();
  for (const one of classes)
    for (const { types } of one.heritageClauses ?? [])
      for (const { expression } of types)
        heirs.set(expression.getText(), [...(heirs.get(expression.getText()) ?? []), one]);
  return heirs;
}
