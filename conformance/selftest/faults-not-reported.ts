/**
 * Faults of the simulators that the suite does not report, each with the reason. Legal ones are among the styles of
 * correct partners wherever a style can show them.
 */
export const unflagged: Record<string, string> = {
  latency: 'legal: no time is set for an answer; one that is later than --timeout is none, as with drop',
  result_late: 'legal: no time is set for the result of a command',
  explicit_nulls: 'legal: null means absent (TRANS-70); a style of correct partners',
  empty_arrays: 'legal: an empty list means absent (TRANS-70); a style of correct partners',
  extra_fields: 'legal: unknown fields do no harm (TRANS-69); a style of correct partners',
  non_ascii: 'legal: texts may leave ASCII (TRANS-71), as in the style letters beyond ASCII',
  no_routing_headers: 'legal: 2.1.1 knows no routing headers; a style of correct partners',
  'bad_details incomplete':
    'legal: a partner need not offer every module (VER-10 binds hubs); what it does not offer is skipped, with that reason',
  reordered: 'not visible: every message is right by itself, and none says which was made first',
  wrong_party: 'not visible: who a partner is, the suite knows from its Credentials alone',
  foreign_party:
    'not visible: a hub or a platform of several parties pushes under ids that are not its own, too',
  hides_invalid_tokens: 'not visible: a Token that is not listed cannot be missed (TOK-10)',
  ignores_whitelist: 'not visible: needs a driver with a card at a charge point (TOK-22 to TOK-25)',
};
