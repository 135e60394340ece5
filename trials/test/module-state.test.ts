import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

// State belongs to the record of one hub, not to modules: two hubs in one process must not see each other.

/** Variables of modules that hold state or could, each with the reason why no hub sees another by it. */
const allowed: Record<string, string> = {
  'src/hub/market/connection-index.ts directories':
    'an index of a registry state, which nobody changes: made of it alone',
  'src/ocpi/conversion/time-zone-of-location.ts zones': 'names that the engine knows',
  'src/ocpi/conversion/time-zone-of-location.ts zonesOfCountries': 'what the engine knows of countries',
  'src/ocpi/client/request-attempt.ts texts': 'the text of bytes that nobody changes: made of them alone',
  'src/ocpi/client/request-body-in-style.ts keys': 'the text of a style, which is replaced and never changed',
  'src/ocpi/client/request-body-in-style.ts made':
    'bytes in another style: made of the bytes and the style alone',
  'src/ocpi/rules/requirement-catalogue.ts all': 'a table',
  'src/ocpi/schemas/build-validators.ts checksOf': 'compiled schemas, by edition',
  'src/ocpi/words/country-codes.ts threeLetters': 'a table',
  'src/ocpi/words/country-codes.ts twoLetters': 'a table',
};

test('modules of hub and ocpi hold no state beside the record, but what is named here', () => {
  const found = ['src/hub', 'src/ocpi'].flatMap(sourcesIn).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    return statesOf(source).map((name) => `${file} ${name}`);
  });
  assert.deepEqual(found.sort(), Object.keys(allowed).sort());
});

// biome-ignore format: a table
const samples: [text: string, states: string[]][] = [
  ['let count = 0;',                                              ['count']],
  ['export let open: boolean | undefined;',                       ['open']],
  ['const lines = new Map<string, number>();',                    ['lines']],
  ['const seen = { names: new Set<string>() };',                  ['seen']],
  ['const one = new Mutex(), other = new WeakMap();',             ['one', 'other']],
  ['const compiled = once((name: string) => compile(name));',     ['compiled']],
  ['class Rests { static until = new Map(); }',                   ['Rests.until']],
  ['class Rests { static last: number; until = new Map(); }',     ['Rests.last']],
  ['const most = 3; const pattern = new RegExp(`^${most}$`);',    []],
  ['const start = () => new Map(); function go() { let n = 0; }', []],
  ['class Wrong extends Error { readonly kind = "wrong"; }',      []],
];

for (const [text, states] of samples)
  test(`${text} holds ${states.join(' and ') || 'no state'}`, () => {
    assert.deepEqual(statesOf(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true)), states);
  });

/** The product's sources in a folder and below it. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|generated)\.ts$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** Names of a module's variables and of its classes' static fields that can change, or hold a thing that can. */
function statesOf(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const isConstant = Boolean(statement.declarationList.flags & ts.NodeFlags.Const);
      const variables = statement.declarationList.declarations;
      return variables
        .filter(({ initializer }) => !isConstant || (initializer && makesState(initializer)))
        .map(({ name }) => name.getText(source));
    }
    if (!ts.isClassDeclaration(statement)) return [];
    return statement.members
      .filter(ts.isPropertyDeclaration)
      .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
      .map(({ name }) => `${statement.name?.text}.${name.getText(source)}`);
  });
}

/** Whether an expression makes an object that can hold state, or a function that remembers its results. */
function makesState(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isNewExpression(node) && node.expression.getText() !== 'RegExp') return true;
  if (ts.isCallExpression(node) && node.expression.getText() === 'once') return true;
  return ts.forEachChild(node, makesState) ?? false;
}
