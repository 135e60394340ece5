import { Ajv2020, type CodeKeywordDefinition, type FuncKeywordDefinition } from 'ajv/dist/2020.js';
import { _, type Code } from 'ajv/dist/compile/codegen/index.js';
import { useFunc } from 'ajv/dist/compile/util.js';
import type Core from 'ajv/dist/core.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import limitLength from 'ajv/dist/vocabularies/validation/limitLength.js';
import { formats, type KeywordRule, keywordRules } from './schema-formats-and-keywords.ts';

/**
 * Makes an Ajv that knows the formats and `x-` keywords of this project's schemas. It reports every error, or only the
 * first, with the value found. Where it `notes`, validators are called on a `Passed`.
 */
export function newAjv(allErrors = true, notes = false): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    passContext: notes,
    verbose: true,
    strictTypes: false,
    strictTuples: false,
    // A test checks the schemas against their metaschema; checking them here would add a tenth to every start.
    validateSchema: false,
    multipleOfPrecision: 6,
    // Optimised validators run no faster (50,000 Locations 0.45 s either way) and take longer to make (a Location 260
    // ms instead of 170).
    code: { optimize: false },
  });
  return withKeywords(ajv, keywordRules());
}

/** Adds the formats and `x-` keywords of this project's schemas to an Ajv. */
export function withKeywords<A extends Core.default>(ajv: A, rules: Record<string, KeywordRule>): A {
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  ajv.addVocabulary([
    'x-expected',
    'x-extension',
    'x-mends',
    'x-normalise',
    'x-own',
    'x-own-values',
    'x-secret',
  ]);
  for (const length of lengths) {
    ajv.removeKeyword(length.keyword as string);
    ajv.addKeyword(length);
  }
  ajv.addKeyword(orNull);
  ajv.addKeyword(orEmpty);
  for (const [keyword, rule] of Object.entries(rules)) ajv.addKeyword(keywordOf(keyword, rule));
  return ajv;
}

/**
 * The keyword of a rule. A rule that says no more than yes or no is called with the value alone: for a function with a context Ajv makes
 * a new object and a new pointer at each value, which took 3 of the 16 µs of a Location's check.
 */
function keywordOf(
  keyword: string,
  { type, validate }: KeywordRule,
): FuncKeywordDefinition | CodeKeywordDefinition {
  if (validate.errors) return { keyword, type, errors: 'full', validate } as FuncKeywordDefinition;
  return {
    keyword,
    type,
    code(context) {
      const rule = context.gen.scopeValue('keyword', { ref: validate });
      context.fail(_`!${rule}(${context.schema}, ${context.data})`);
    },
  };
}

/**
 * Ajv's `maxLength` and `minLength`, which count the characters of every text. Counted here is only a text whose length in UTF-16
 * leaves the answer open: that took 3 of the 16 µs of a Location's check.
 */
const lengths: CodeKeywordDefinition[] = [
  lengthKeyword('maxLength', (length, count, limit) => _`${length} > ${limit} && ${count} > ${limit}`),
  lengthKeyword('minLength', (length, count, limit) => _`${length} < ${2 * limit} && ${count} < ${limit}`),
];

function lengthKeyword(
  keyword: string,
  fails: (length: Code, count: Code, limit: number) => Code,
): CodeKeywordDefinition {
  return {
    ...limitLength.default,
    keyword,
    $data: false,
    before: 'pattern',
    code(context) {
      const { data, gen } = context;
      const count = _`${useFunc(gen, ucs2length.default)}(${data})`;
      context.fail(fails(_`${data}.length`, count, context.schema as number));
    },
  };
}

/** A validator's note about a value that it has passed. */
export interface Passed {
  /** The value has null or an empty list in an optional property. */
  sparse: boolean;
}

const isSparse = _`this.sparse = true`;

/**
 * `x-or-null`: the value is null, which is noted, or has this schema. Written with `if` it made two objects for each
 * optional field.
 */
const orNull: CodeKeywordDefinition = {
  keyword: 'x-or-null',
  schemaType: ['object', 'boolean'],
  code(context) {
    const { gen, data, it } = context;
    const valid = gen.let('valid', true);
    const isOther = gen.name('_valid');
    const other = () => {
      context.subschema({ keyword: 'x-or-null' }, isOther);
      gen.assign(valid, isOther);
    };
    gen.if(_`${data} !== null`, other, it.opts.passContext ? () => gen.code(isSparse) : undefined);
    context.ok(valid);
  },
};

/** `x-or-empty`: the list may be empty, which is noted. */
const orEmpty: CodeKeywordDefinition = {
  keyword: 'x-or-empty',
  type: 'array',
  code({ gen, data, it }) {
    if (it.opts.passContext) gen.if(_`${data}.length === 0`, () => gen.code(isSparse));
  },
};
