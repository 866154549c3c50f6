// Every type that a public signature names can be imported: a user can write down what a function of ours takes and gives.

import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const entries = [
  'src/index.ts',
  ...readdirSync('src')
    .map((folder) => `src/${folder}/index.ts`)
    .filter((path) => existsSync(path)),
];

/** Members that are no part of what a user sees: private ones, and those that a comment marks as internal. */
const isHidden = (node) =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal') ||
  (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
  ts.isBlock(node);

/** The names that declarations use for types, each with its symbol; bodies and initial values are passed over. */
function* namesUsed(node, checker) {
  if (isHidden(node)) return;
  if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol !== undefined) yield [name.getText(), symbol];
  }
  for (const child of node.getChildren()) {
    const isValue = node.initializer === child && !ts.isTypeNode(child);
    if (!isValue) yield* namesUsed(child, checker);
  }
}

export function checkImportableTypes() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const home = resolve('src');
  const origin = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const exportsOf = (path) => {
    const file = program.getSourceFile(path);
    return checker.getExportsOfModule(checker.getSymbolAtLocation(file)).map(origin);
  };
  const importable = new Set(entries.flatMap(exportsOf));
  const missing = new Set();
  for (const symbol of importable) {
    for (const declaration of symbol.declarations ?? []) {
      for (const [name, used] of namesUsed(declaration, checker)) {
        const target = origin(used);
        const [where] = target.declarations ?? [];
        if (where === undefined || ts.isTypeParameterDeclaration(where)) continue;
        const file = where.getSourceFile().fileName;
        if (file.startsWith(home) && !importable.has(target)) missing.add(`${name} (of ${symbol.name})`);
      }
    }
  }
  if (missing.size > 0) throw new Error(`${missing.size} types cannot be imported: ${[...missing].sort().join(', ')}`);
  return `every type that the signatures of ${importable.size} exports name can be imported`;
}
