import equal from 'ajv/dist/runtime/equal.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

/** The functions that generated validators need at run time; `npm run generate` makes one text of it that imports nothing. */
export { findingsOf } from '../schemas/ajv-errors-to-findings.ts';
export { formats, keywordRules } from '../schemas/schema-formats-and-keywords.ts';
export { equal, ucs2length };
