import { Ajv } from 'ajv';
import { _, type Code } from 'ajv/dist/compile/codegen/index.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { withKeywords } from '../schemas/ajv-with-keywords.ts';
import type { Schema } from '../schemas/json-schema-type.ts';
import { type KeywordRule, keywordRules } from '../schemas/schema-formats-and-keywords.ts';
import { asRead } from '../schemas/strict-and-tolerant-schemas.ts';
import { type Named, oneDocument, sourceOf, type Wanted } from './schemas-to-export.ts';
import { supportSource } from './validator-support.generated.ts';

/**
 * A TypeScript file of validators beside the file of types: `check(name, value)` gives every problem by JSON Pointer,
 * in the words of this hub, `checkPatch` the same for a PATCH, `is` narrows the type. It depends on nothing. `types` is
 * how it imports the types, such as `./ocpi.js`.
 */
export function validatorsOf(wanted: Wanted, command: string, types: string): string {
  const source = sourceOf(wanted);
  const readable = (schema: Schema) => asRead({ one: schema }, wanted.level).one as Schema;
  const rules = keywordRules();
  const ajv = standaloneAjv(rules);
  const $defs = withoutWords(oneDocument(source, readable));
  ajv.addSchema({ $id: 'ocpi', $defs });
  const documents = source.named.filter(({ isDocument }) => isDocument);
  const patched = source.named.filter(({ isPatched }) => isPatched);
  const names = [...documents.map(({ name }) => name), ...patched.map(({ name }) => `${name}Patch`)];
  const exported = Object.fromEntries(names.map((name) => [name, `ocpi#/$defs/${name}`]));
  return [
    '// @ts-nocheck: made by a program, checked by tests of it.',
    '/* eslint-disable */',
    '// biome-ignore-all lint: made by a program',
    `// Validators of OCPI ${wanted.version}, level ${wanted.level}. Made by \`${command}\`; do not edit.`,
    typesOf(documents, patched, types),
    `const support = ${supportSource.trimEnd()}`,
    `const validators = ((support, exports, self) => {\n${withoutImports(standaloneCode.default(ajv, exported))}\nreturn exports;\n})(support, {}, undefined);`,
    functions,
  ].join('\n');
}

/**
 * An Ajv whose validators can be printed as code: the rule of each keyword is named by its place in the support code.
 */
function standaloneAjv(rules: Record<string, KeywordRule>): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    strictTypes: false,
    strictTuples: false,
    validateSchema: false,
    multipleOfPrecision: 6,
    // Each type gets one function; inlined, the file would be five times as large.
    inlineRefs: false,
    code: { source: true, formats: _`support.formats` },
  });
  const places = new Map<unknown, Code>(
    Object.entries(rules).map(([keyword, { validate }]) => [validate, _`support.rules[${keyword}]`]),
  );
  const value = ajv.scope.value.bind(ajv.scope);
  ajv.scope.value = (name, given) => {
    const code = given.code ?? places.get(given.ref);
    return value(name, code ? { ...given, code } : given);
  };
  return withKeywords(ajv, rules);
}

/** The schemas without descriptions, since validators print the schema around a problem. */
function withoutWords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutWords);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(
    ([key, value]) => !(words.includes(key) && typeof value !== 'object'),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutWords(value)]));
}

const words = ['$schema', 'description', 'title', '$comment', 'x-mends', 'x-normalise'];

/** Names the helpers of Ajv by their places in the support code. */
function withoutImports(code: string): string {
  const own = code.replace(/require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g, 'support.$1');
  const [other] = /require\([^)]*\)/.exec(own) ?? [];
  if (other) throw new Error(`the validators would import ${other}`);
  return own;
}

function typesOf(documents: Named[], patched: Named[], types: string): string {
  const objects = documents.map(({ name }) => (name === 'Envelope' ? 'Response' : name));
  const patches = patched.map(({ name }) => `${name}Patch`);
  const imported = [
    ...new Set([...objects, ...patched.flatMap(({ name }) => [name, `${name}Patch`])]),
  ].sort();
  return `import type { ${imported.join(', ')} } from '${types}';

/** One problem: its JSON Pointer ('' is the whole document), and its words. */
export interface Finding {
  pointer: string;
  message: string;
}

/** The TypeScript type of each OCPI object, by the object's name. */
export interface Objects {
${objects.map((name) => `  ${name}: ${name};`).join('\n')}
}

/** The PATCHes by the name of their object. */
export interface Patches {
${patches.map((name) => `  ${name.replace(/Patch$/, '')}: ${name};`).join('\n')}
}
`;
}

const functions = `
/** Every problem of an object; none when it is valid. Unknown fields are allowed. */
export function check(name: keyof Objects, value: unknown): Finding[] {
  return run(name === 'Response' ? 'Envelope' : name, value);
}

/** Every problem of a PATCH: nothing is required, and null stands only where the field is optional. */
export function checkPatch(name: keyof Patches, value: unknown): Finding[] {
  return run(name + 'Patch', value);
}

/** Whether a value is such an object. */
export function is<N extends keyof Objects>(name: N, value: unknown): value is Objects[N] {
  return check(name, value).length === 0;
}

function run(name: string, value: unknown): Finding[] {
  const validate = Object.hasOwn(validators, name) ? validators[name] : undefined;
  if (!validate) throw new Error('no validator is named ' + name);
  return validate(value) ? [] : support.findingsOf(validate.errors ?? []);
}
`;
