import { Ajv2020, type FuncKeywordDefinition } from 'ajv/dist/2020.js';
import type Core from 'ajv/dist/core.js';
import { formats, type KeywordRule, keywordRules } from './schema-formats-and-keywords.ts';

/**
 * Makes an Ajv that knows the formats and `x-` keywords of this project's schemas. It reports every error, or only the
 * first, with the value found.
 */
export function newAjv(allErrors = true, rules: Record<string, KeywordRule> = keywordRules()): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
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
  return withKeywords(ajv, rules);
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
  for (const [keyword, { type, validate }] of Object.entries(rules))
    ajv.addKeyword({
      keyword,
      type,
      ...(validate.errors && { errors: 'full' }),
      validate,
    } as FuncKeywordDefinition);
  return ajv;
}
