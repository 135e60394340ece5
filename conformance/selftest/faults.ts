import { faultKinds } from '../../simulators/faults/kinds.ts';
import type { Fault } from '../../simulators/faults/rules.ts';
import type { PartnerRole } from '../options.ts';
import type { Subject } from './subject.ts';

/**
 * Broken partners, one planted fault each, and the requirements that the suite must find broken: these and no others.
 * Typed by hand from what the fault does (`GET /control/faults/kinds` of a simulator says it in a sentence).
 */
// biome-ignore format: a table
const table: [role: PartnerRole, kind: string, value: string | undefined, of: string | undefined, broken: string][] = [
  // the web server
  ['cpo',  'drop',                 undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21'],
  ['cpo',  'http_status',          undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21 TRANS-09'],
  ['emsp', 'framework_error',      undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21 TRANS-09'],
  ['cpo',  'ocpi_status',          undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21'],
  ['emsp', 'malformed_json',       undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21 TRANS-09'],
  ['cpo',  'empty_body',           undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21 TRANS-09'],
  ['emsp', 'redirect',             undefined,             undefined,   'TRANS-02 TRANS-03 TRANS-04 VER-01 TRANS-21 TRANS-09'],
  ['emsp', 'wrong_content_type',   undefined,             undefined,   'TRANS-09 TRANS-10'],
  ['cpo',  'base64_token',         undefined,             undefined,   'TRANS-01'],
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
  ['cpo',  'takes_invalid_credentials', undefined,        undefined,   'CRED-22 CRED-21 CRED-06'],
  ['emsp', 'renews_strangers',     undefined,             'PUT',       'CRED-27 CRED-33'],
  ['emsp', 'renews_strangers',     undefined,             'DELETE',    'CRED-32'],
  ['emsp', 'bad_versions',         'without_2.1.1',       undefined,   'VER-01'],
  ['cpo',  'bad_versions',         'none',                undefined,   'VER-01'],
  ['cpo',  'bad_versions',         'dead_url',            undefined,   'VER-03'],
  ['emsp', 'bad_versions',         'object',              undefined,   'VER-01'],
  ['emsp', 'bad_versions',         'relative',            undefined,   'VER-05'],
  ['emsp', 'bad_details',          'relative',            undefined,   'VER-05'],
  ['emsp', 'bad_details',          'other_version',       undefined,   'VER-03'],
  ['cpo',  'bad_details',          'no_credentials',      undefined,   'VER-04'],
  ['emsp', 'bad_details',          'none',                undefined,   'VER-03 VER-04'],
  // envelope and codes
  ['cpo',  'no_status_code',       undefined,             undefined,   'VER-01 TRANS-09'],
  ['emsp', 'status_code_text',     undefined,             undefined,   'VER-01 TRANS-09'],
  ['cpo',  'no_envelope',          undefined,             undefined,   'VER-01 TRANS-09'],
  ['cpo',  'errors_as_200',        undefined,             undefined,   'TRANS-02 VER-02 TRANS-03 TRANS-04 TRANS-21 TRANS-07 CRED-27 CRED-32 CRED-08 CRED-01 CRED-11 CRED-25 CMD-02 CMD-03 CP-18 LOC-05 TRANS-59 LOC-08 TAR-02 SES-10 CDR-02 TOK-04 TRANS-47 TOK-05 TRANS-16 TRANS-18 CRED-30 CRED-33'],
  ['cpo',  'unknown_is_fine',      undefined,             undefined,   'CMD-02 LOC-05 TRANS-59 TOK-04 TRANS-47 TRANS-18'],
  ['emsp', 'unknown_is_fine',      undefined,             undefined,   'LOC-15 TRANS-47 TRANS-59 TRANS-18 TRANS-56 TAR-07 SES-09 SES-07 CDR-06 TOK-13 TOK-14 TOK-20 CMD-19'],
  ['cpo',  'method_is_fine',       undefined,             undefined,   'TRANS-21 CRED-27 CRED-32 CRED-01 CRED-11 CMD-03 CP-18 LOC-08 TAR-02 SES-10 CDR-02 TOK-05'],
  ['cpo',  'generic_codes',        undefined,             undefined,   'TRANS-22 CRED-18 CRED-19 CRED-20 CMD-07 CP-04 CP-05 TRANS-34 SES-02 TOK-06 TRANS-64'],
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
  ['emsp', 'bad_paging',           'self_link',           undefined,   'TRANS-32 TRANS-35'],
  ['emsp', 'bad_paging',           'endless',             undefined,   'TRANS-31 TRANS-33 TRANS-34 TRANS-35'],
  ['emsp', 'bad_paging',           'ignores_offset',      undefined,   'TRANS-31 TRANS-33 TRANS-34 TRANS-35'],
  ['emsp', 'bad_paging',           'ignores_limit',       undefined,   'TRANS-27 TRANS-29 TRANS-30 TRANS-34'],
  ['emsp', 'bad_paging',           'long_page',           undefined,   'TRANS-27 TRANS-28 TRANS-32 TRANS-35'],
  ['emsp', 'bad_paging',           'skips_one',           undefined,   'TRANS-28 TRANS-31 TRANS-32 TRANS-35'],
  ['emsp', 'bad_paging',           'wrong_total',         undefined,   'TRANS-28 TRANS-33'],
  ['emsp', 'bad_paging',           'limit_is_count',      undefined,   'TRANS-29'],
  ['emsp', 'bad_paging',           'ignores_date_from',   undefined,   'TRANS-33 TRANS-41 TRANS-22'],
  ['emsp', 'bad_paging',           'ignores_date_to',     undefined,   'TRANS-41 TRANS-40'],
  ['emsp', 'bad_paging',           'bears_nonsense',      undefined,   'TRANS-34 TRANS-22'],
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
  ['cpo',  'invalid_object',       undefined,             'locations', 'LOC-01 LOC-03 LOC-27 LOC-34'],
  ['cpo',  'missing_field',        undefined,             'tariffs',   'TAR-01 TAR-13'],
  ['cpo',  'null_field',           undefined,             'tariffs',   'TAR-01 TAR-13'],
  ['cpo',  'unknown_enum',         undefined,             'locations', 'LOC-01 LOC-34'],
  ['cpo',  'numbers_as_text',      undefined,             'tariffs',   'TAR-01 TAR-13'],
  ['cpo',  'long_text',            undefined,             'locations', 'LOC-01 LOC-34'],
  ['cpo',  'wrong_object',         undefined,             'locations', 'CMD-08 LOC-02 LOC-03 LOC-04 LOC-20 TRANS-55'],
  ['cpo',  'whole_location',       undefined,             undefined,   'LOC-03 LOC-04 LOC-05 LOC-20'],
  ['emsp', 'offset_times',         undefined,             'tokens',    'TOK-09 TRANS-62 TOK-28'],
  ['emsp', 'fraction_times',       undefined,             'tokens',    'TRANS-39 TRANS-40 TRANS-62'],
  ['cpo',  'wrong_time_names',     undefined,             undefined,   'SES-11 CDR-13'],
  ['cpo',  'wrong_contract',       undefined,             undefined,   'CMD-22 SES-14'],
  ['cpo',  'lower_case_ids',       undefined,             undefined,   'TRANS-58'],
  ['cpo',  'double_slash',         undefined,             undefined,   'TRANS-54'],
  ['cpo',  'other_id_in_url',      undefined,             'locations', 'TRANS-55'],
  ['cpo',  'put_only',             undefined,             'locations', 'LOC-34'],
  ['cpo',  'token_type',           undefined,             undefined,   'TOK-16'],
  ['cpo',  'does_not_store',       undefined,             'PATCH',     'TOK-03 TRANS-47 TRANS-49 TRANS-51'],
  ['cpo',  'one_type_per_uid',     undefined,             undefined,   'TOK-07'],
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
  ['cpo',  'bare_result',          undefined,             undefined,   'CMD-04 CMD-12 TRANS-10'],
  ['cpo',  'does_nothing',         undefined,             undefined,   'CMD-07 CMD-08 CMD-09'],
  ['emsp', 'duplicate',            undefined,             'commands',  'CMD-17'],
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
  ['emsp', 'cdr_copies',           undefined,             undefined,   'CDR-09 CDR-10 CDR-11'],
  ['emsp', 'cdr_changes',          undefined,             undefined,   'CDR-10 CDR-11'],
  ['emsp', 'bad_location',         'missing',             undefined,   'CDR-03'],
  ['emsp', 'bad_location',         'relative',            undefined,   'CDR-04'],
  ['emsp', 'bad_location',         'elsewhere',           undefined,   'CDR-05'],
  ['emsp', 'verdict_as_error',     undefined,             undefined,   'TOK-12'],
  ['emsp', 'always_allows',        undefined,             undefined,   'TOK-12'],
  ['emsp', 'verdict_elsewhere',    undefined,             undefined,   'TOK-12 TOK-18'],
  ['emsp', 'allows_unknown',       undefined,             undefined,   'TOK-14 TOK-20'],
  ['emsp', 'ignores_token_type',   undefined,             undefined,   'TOK-14'],
];

/** Every broken partner, with what must be found, and areas whose checks bring the fault about. */
export const broken: (Subject & { broken: string[]; besides: string[] })[] = table.map(
  ([role, kind, value, of, ids]) => ({
    name: [role, kind, value, of].filter(Boolean).join(' '),
    role,
    faults: [{ kind, value: value ?? faultKinds[kind]?.value?.default, match: matchOf(of) }],
    // Somebody has to hold a card to a charge point.
    driven: kind === 'token_type',
    // What is charging changes its status.
    besides: kind === 'put_only' ? ['CMD', 'SES', 'EXT'] : kind === 'errors_as_200' ? ['TRANS-01'] : [],
    broken: ids.split(' '),
  }),
);

/** Which messages are struck: those of a method or of a module, else all. */
function matchOf(of = ''): Fault['match'] {
  if (of === '') return {};
  return of === of.toUpperCase() ? { method: of } : { module: of };
}
