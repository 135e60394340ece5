import type { Subject } from './subject.ts';

/**
 * Broken partners, one planted fault each, and the requirements that the suite must find broken: these and no others.
 * Typed by hand from what the fault does (`GET /control/faults/kinds` of a simulator says it in a sentence).
 */
// biome-ignore format: a table
const table: [role: 'cpo' | 'emsp', kind: string, value: string | undefined, module: string | undefined, broken: string][] = [
  // versions and credentials
  ['cpo',  'takes_any_token',      undefined,             undefined,   'TRANS-02 VER-02 TRANS-03 TRANS-04 CRED-08 CRED-25 CRED-30 CRED-33'],
  ['cpo',  'takes_invitations',    undefined,             undefined,   'TRANS-07'],
  ['cpo',  'keeps_invitation',     undefined,             undefined,   'CRED-08 CRED-33'],
  ['cpo',  'keeps_old_token',      undefined,             undefined,   'CRED-25'],
  ['cpo',  'keeps_unregistered',   undefined,             undefined,   'CRED-30'],
  ['cpo',  'same_token',           undefined,             undefined,   'CRED-07 CRED-08 CRED-24 CRED-25'],
  ['cpo',  'no_callback',          undefined,             undefined,   'CRED-18 CRED-23'],
  ['cpo',  'registers_twice',      undefined,             undefined,   'CRED-11'],
  ['emsp', 'burns_invitation',     undefined,             undefined,   'CRED-21 CRED-06'],
  ['emsp', 'bad_versions',         'object',              undefined,   'VER-01'],
  ['emsp', 'bad_versions',         'relative',            undefined,   'VER-05'],
  ['emsp', 'bad_details',          'relative',            undefined,   'VER-05'],
  ['emsp', 'bad_details',          'other_version',       undefined,   'VER-03'],
  // envelope and codes
  ['cpo',  'no_timestamp',         undefined,             undefined,   'TRANS-09'],
  ['cpo',  'stale_timestamp',      undefined,             undefined,   'TRANS-15'],
  ['emsp', 'errors_as_400',        undefined,             undefined,   'TRANS-17'],
  ['emsp', 'broken_json_is_fine',  undefined,             undefined,   'TRANS-16'],
  ['cpo',  'wrong_cardinality',    undefined,             'tariffs',   'TRANS-11'],
  ['cpo',  'custom_code',          undefined,             undefined,   'TRANS-25'],
  // lists
  ['cpo',  'bad_paging',           'no_link',             undefined,   'TRANS-30'],
  ['cpo',  'bad_paging',           'relative_link',       undefined,   'TRANS-32'],
  ['cpo',  'bad_paging',           'foreign_link',        undefined,   'TRANS-32'],
  ['cpo',  'bad_paging',           'bare_link',           undefined,   'TRANS-32'],
  ['cpo',  'bad_paging',           'last_link',           undefined,   'TRANS-31'],
  ['emsp', 'bad_paging',           'no_total',            undefined,   'TRANS-28'],
  ['emsp', 'bad_paging',           'no_limit',            undefined,   'TRANS-29'],
  ['emsp', 'bad_paging',           'empty_is_404',        undefined,   'TRANS-33'],
  ['emsp', 'bad_paging',           'date_from_exclusive', undefined,   'TRANS-39'],
  ['emsp', 'bad_paging',           'date_to_inclusive',   undefined,   'TRANS-40'],
  ['cpo',  'bad_paging',           'date_from_optional',  undefined,   'SES-02'],
  // what an operator publishes, and what it keeps of Tokens
  ['cpo',  'coarse_coordinates',   undefined,             'locations', 'LOC-27'],
  ['cpo',  'wrong_country',        undefined,             'locations', 'LOC-29'],
  ['cpo',  'no_connectors',        undefined,             'locations', 'LOC-25'],
  ['cpo',  'crowded_location',     undefined,             undefined,   'SES-12'],
  ['cpo',  'wrong_totals',         undefined,             undefined,   'CDR-15'],
  ['cpo',  'takes_other_id',       undefined,             undefined,   'TOK-06'],
  ['cpo',  'put_merges',           undefined,             undefined,   'TRANS-45'],
  ['cpo',  'patch_replaces',       undefined,             undefined,   'TOK-03'],
  ['cpo',  'patch_creates',        undefined,             undefined,   'TRANS-47'],
  ['cpo',  'takes_invalid',        undefined,             undefined,   'TOK-06 TRANS-44 TRANS-66 TRANS-65 TRANS-49 TRANS-64'],
  // commands
  ['cpo',  'accepts_unknown',      undefined,             undefined,   'CMD-07 CMD-08 CMD-09'],
  ['cpo',  'result_twice',         undefined,             undefined,   'CMD-12'],
  ['cpo',  'result_missing',       undefined,             undefined,   'CMD-12'],
  ['cpo',  'result_elsewhere',     undefined,             undefined,   'CMD-14'],
  ['cpo',  'result_unasked',       undefined,             undefined,   'CMD-13'],
  ['cpo',  'result_early',         undefined,             undefined,   'CMD-11'],
  ['emsp', 'takes_any_result',     undefined,             undefined,   'CMD-19'],
  ['emsp', 'refuses_results',      undefined,             undefined,   'CMD-18'],
  ['emsp', 'same_response_url',    undefined,             undefined,   'CMD-17'],
  // what a provider keeps, and its verdicts
  ['emsp', 'put_merges',           undefined,             undefined,   'TRANS-45'],
  ['emsp', 'patch_creates',        undefined,             undefined,   'LOC-15 TRANS-47'],
  ['emsp', 'parent_time_stays',    undefined,             undefined,   'LOC-16'],
  ['emsp', 'forgets_siblings',     undefined,             undefined,   'LOC-13 LOC-14 LOC-18 LOC-19'],
  ['emsp', 'forgets_removed',      undefined,             undefined,   'LOC-20'],
  ['emsp', 'replaces_periods',     undefined,             undefined,   'SES-08'],
  ['emsp', 'reopens_sessions',     undefined,             undefined,   'SES-16'],
  ['emsp', 'cdr_changes',          undefined,             undefined,   'CDR-10 CDR-11'],
  ['emsp', 'bad_location',         'missing',             undefined,   'CDR-03'],
  ['emsp', 'bad_location',         'relative',            undefined,   'CDR-04'],
  ['emsp', 'bad_location',         'elsewhere',           undefined,   'CDR-05'],
  ['emsp', 'verdict_as_error',     undefined,             undefined,   'TOK-12'],
  ['emsp', 'always_allows',        undefined,             undefined,   'TOK-12'],
  ['emsp', 'verdict_elsewhere',    undefined,             undefined,   'TOK-12 TOK-18'],
  ['emsp', 'allows_unknown',       undefined,             undefined,   'TOK-20'],
];

/** Every broken partner, with what must be found. */
export const broken: (Subject & { broken: string[] })[] = table.map(([role, kind, value, module, ids]) => ({
  name: [role, kind, value, module].filter(Boolean).join(' '),
  role,
  faults: [{ kind, ...(value ? { value } : {}), ...(module ? { match: { module } } : {}) }],
  broken: ids.split(' '),
}));
