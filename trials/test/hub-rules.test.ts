import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { readSchemas } from '../../src/ocpi/schemas/schemas.ts';
import { parameterWrites } from './find-writes-to-parameters.ts';

// Rules of src/hub that neither the compiler nor the linter knows.

/** The names of modules that store objects, as version details have them. */
const modules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'];

/** Files that may name a module, each with its reason. */
const mayNameModules = {
  'src/hub/find-objects.ts': 'finds the objects of one module for use cases that are about it',
  'src/hub/insight/onboarding-steps.ts': 'steps of the onboarding report bear the names of modules',
  'src/hub/read-token-object.ts': 'reads a Token that stands in a question or an answer',
};

/** Files that may make a request by hand, each with its reason. */
const mayMakeRequests = {
  'src/hub/partners/retry-with-former-token.ts': 'sends a request of toPartner again, with the token before',
  'src/hub/partners/credentials-handshake.ts': "tries the hub's own URL, which is no partner's",
  'src/hub/build-request-to-partner.ts': 'toPartner itself',
};

/** Files and folders that may write to what they are given, each with its reason. */
const mayWrite: Record<string, string> = {
  'src/hub/delivery/catch-up-from-store.ts': 'several workers take from the queue that they are given',
  'src/hub/delivery/probe-partner-or-object-failure.ts': 'the same queue: it takes off what has gone through',
  'src/hub/delivery/send-live-changes.ts': 'the window has a method shift of its own',
  'src/hub/delivery/park-failed-objects.ts': 'the parked entry, in a Map of the closure',
  'src/hub/sync/sync-queue.ts': 'the report of a running sync is shown while it is filled',
  'src/ocpi/server/read-request-body.ts': 'Express reads the body of a request from it',
  'src/ocpi/server/http-server-with-limits.ts':
    'Express and Node take path, status and prototypes from there',
  'src/ocpi/server/send-answer.ts': 'Express takes the status from there',
  'src/ocpi/server/ocpi-server.ts': 'Express takes path, status and locals from there',
  'src/ocpi/server/limit-unread-answers.ts':
    "the account of a caller's unread pages, in a Map of the closure",
};

test('no function writes to what it is given: results are returned', () => {
  const files = ['src/hub', 'src/ocpi/server'].flatMap(filesOf);
  const writing = files.flatMap((file) => parameterWrites(parsed(file)).map((place) => `${file}:${place}`));
  const allowed = Object.keys(mayWrite);
  assert.deepEqual(
    writing.filter((place) => !allowed.some((path) => place.startsWith(path))),
    [],
  );
  const idle = allowed.filter((path) => !writing.some((place) => place.startsWith(path)));
  assert.deepEqual(idle, [], 'nothing is written to there any more');
});

test('writes to a parameter are found, writes to what a function made itself are not', () => {
  const writes = (text: string) => parameterWrites(sourceOf('example.ts', text)).length;
  assert.equal(writes('function f(request) { request.asker = 1; }'), 1);
  assert.equal(writes('const f = ({ findings }) => { findings.push(1); };'), 1);
  assert.equal(writes('function f(given) { const g = () => given.list.push(1); }'), 1);
  assert.equal(
    writes('function f(progress) { progress.pages += 1; progress[key]++; delete progress.x; }'),
    3,
  );
  assert.equal(writes('function f(progress) { Object.assign(progress, { a: 1 }); }'), 1);
  assert.equal(writes('function f(given) { const made = { ...given }; made.asker = 1; }'), 0);
  assert.equal(writes('function f(list) { { const list = []; list.push(1); } return [...list].sort(); }'), 0);
  assert.equal(writes('const list = []; function f(one) { list.push(one); }'), 0);
});

test('the hub asks the row of a module instead of naming the module', () => {
  const named = filesOf('src/hub').flatMap((file) => moduleNames(parsed(file)).map(() => file));
  assert.deepEqual([...new Set(named)].sort(), Object.keys(mayNameModules).sort());
});

test('a name of a module counts as a value, not as a type or inside a longer text', () => {
  const names = (text: string) => moduleNames(sourceOf('example.ts', text)).length;
  assert.equal(names("if (module === 'cdrs') stop();"), 1);
  assert.equal(names('find(`tokens`, key);'), 1);
  assert.equal(names("interface Held { module: 'sessions' | 'cdrs' }"), 0);
  assert.equal(names("log('12 tokens');"), 0);
});

test('a request to a partner is made by toPartner', () => {
  const made = filesOf('src/hub').flatMap((file) => requestsIn(parsed(file)).map(() => file));
  assert.deepEqual([...new Set(made)].sort(), Object.keys(mayMakeRequests).sort());
});

test("an object with a partner's token, or sent as it is, counts as a request", () => {
  const requests = (text: string) => requestsIn(sourceOf('example.ts', text)).length;
  assert.equal(requests("const made = { url, token: connection.tokenToThem ?? '' };"), 1);
  assert.equal(requests('const made = { url, token: tokenToThem };'), 1);
  assert.equal(requests('await hub.send({ ...given, timeout });'), 1);
  assert.equal(requests('await hub.send(toPartner(connection, {}, { url, timeout }));'), 0);
  assert.equal(requests('const changed = { ...connection, tokenToThem: token };'), 0);
});

test('no file of the hub names a version of OCPI: it asks the edition of a connection or an object', () => {
  const named = filesOf('src/hub').filter((file) => versionsIn(parsed(file)).length > 0);
  assert.deepEqual(named, []);
});

test('no file of the hub knows a field that one version alone has: it asks the table of the edition', () => {
  const [older, newer] = (['2.1.1', '2.2.1'] as const).map((version) => propertiesOf(readSchemas(version)));
  const alone = new Set([...older!].filter((name) => !newer!.has(name)));
  for (const name of newer!) if (!older!.has(name) && !ownWords.includes(name)) alone.add(name);
  const known = filesOf('src/hub').flatMap((file) =>
    fieldsIn(parsed(file), alone).map((name) => `${file} ${name}`),
  );
  assert.deepEqual(known, []);
});

test('a field counts in a text, a pointer, a pattern, an access and a type; a comment does not', () => {
  const fields = (text: string) => fieldsIn(sourceOf('example.ts', text), new Set(['auth_id'])).length;
  assert.equal(fields("const pointer = '/token/auth_id';"), 1);
  assert.equal(fields('const text = `no auth_id ${one}`;'), 1);
  assert.equal(fields('const { auth_id } = token;'), 1);
  assert.equal(fields('const id = token.auth_id; // the auth_id'), 1);
  assert.equal(fields('interface Token { auth_id: string }'), 1);
  assert.equal(fields("const my_auth_id = 'auth_ids';"), 0);
});

/** Fields of 2.2.1 alone whose names are also words of the hub's own. */
const ownWords = ['message', 'reservation', 'state'];

/** Names of all properties in schemas, at every depth. */
function propertiesOf(schemas: unknown): Set<string> {
  if (typeof schemas !== 'object' || schemas === null) return new Set();
  const { properties } = schemas as { properties?: object };
  const below = Object.values(schemas).flatMap((one) => [...propertiesOf(one)]);
  return new Set([...Object.keys(properties ?? {}), ...below]);
}

/** Names in a file's code, also as words of its texts, that are among the given ones. */
function fieldsIn(file: ts.SourceFile, names: Set<string>): string[] {
  return nodesOf(file).flatMap((node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node);
    if (!isText && !ts.isIdentifier(node)) return [];
    return node.text.split(/\W+/).filter((word) => names.has(word));
  });
}

test('an import of one version, or its number in the code, counts; a type and a comment do not', () => {
  const versions = (text: string) => versionsIn(sourceOf('example.ts', text)).length;
  assert.equal(versions("import { modules } from '../ocpi/editions/modules-2.1.1.ts';"), 1);
  assert.equal(versions("import { check } from '../ocpi/schemas/validation.ts';"), 1);
  assert.equal(versions("import { summary } from '../ocpi/schemas/findings.ts';"), 0);
  assert.equal(versions("import type { Token } from '../ocpi/types/2.1.1.generated.ts';"), 0);
  assert.equal(versions('const url = `${base}/2.1.1/cdrs`; // of 2.1.1'), 1);
  assert.equal(versions("const edition = '2.2.1';"), 1);
});

/**
 * Places in a file's code that know one version of OCPI: imports of it, and texts that are or hold its number as part
 * of a path.
 */
function versionsIn(file: ts.SourceFile): ts.Node[] {
  return nodesOf(file).filter((node) => {
    if (ts.isImportDeclaration(node)) {
      const isType = node.importClause?.isTypeOnly === true;
      return !isType && /(-2\.\d\.\d|schemas\/validation)\.ts'/.test(node.moduleSpecifier.getText(file));
    }
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    return isText && !ts.isImportDeclaration(node.parent) && /(^|\/)2\.\d(\.\d)?(\/|$)/.test(node.text);
  });
}

/** Object literals in a file's code that are given to `send` as they are, or hold a partner's token as theirs. */
function requestsIn(file: ts.SourceFile): ts.Node[] {
  return nodesOf(file).filter((node) => {
    if (!ts.isObjectLiteralExpression(node)) return false;
    const { parent } = node;
    if (ts.isCallExpression(parent) && /\bsend$/.test(parent.expression.getText(file))) return true;
    return node.properties.some(
      (property) =>
        ts.isPropertyAssignment(property) &&
        property.name.getText(file) === 'token' &&
        /\btokenToThem\b/.test(property.initializer.getText(file)),
    );
  });
}

/** Strings in a file's code that are names of modules. */
function moduleNames(file: ts.SourceFile): ts.Node[] {
  return nodesOf(file).filter(
    (node) =>
      ts.isStringLiteralLike(node) && modules.includes(node.text) && !ts.isLiteralTypeNode(node.parent),
  );
}

/** TypeScript files of a folder that are written by hand, without tests and their fakes. */
function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => name.endsWith('.ts') && !/(\.test|\.generated|(^|\/)fake-[^/]*)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

function parsed(file: string): ts.SourceFile {
  return sourceOf(file, readFileSync(file, 'utf8'));
}

function sourceOf(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** A node and everything in it, in the order of the text. */
function nodesOf(node: ts.Node): ts.Node[] {
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void below.push(...nodesOf(child)));
  return [node, ...below];
}
