import type { FaultTable } from './fault-kind-type.ts';

/** Faults of a partner's decisions and of its stored objects: the simulator's code asks for each by name. */
export const decidingFaults = {
  // Faults of access: who may call the simulated partner.
  takes_any_token: {
    does: 'Takes a request with a wrong token, another scheme or none at all for one of its first partner.',
    breaks: 'TRANS-02 TRANS-03 TRANS-04 CRED-08 CRED-25 CRED-30',
    asked: true,
  },
  takes_invitations: {
    does: 'Lets an invited partner (TOKEN_A) use every module before it has registered.',
    breaks: 'TRANS-07',
    asked: true,
  },
  // Faults of the objects that the simulated partner stores.
  does_not_store: {
    does: 'Says 1000 to a PUT, PATCH, POST or DELETE and changes nothing; match.method picks one.',
    breaks: 'LOC-11 LOC-17 LOC-18 SES-04 SES-06 TAR-03 TAR-05 TAR-06 CDR-05 TOK-01 TOK-03',
    asked: true,
  },
  takes_invalid: {
    does: 'Stores whatever comes, valid or not.',
    breaks: 'TRANS-22 TRANS-44 TRANS-49 TRANS-65 TRANS-66 TRANS-67 LOC-23 LOC-25 SES-11 CDR-08 TAR-08 TAR-09',
    asked: true,
  },
  takes_other_id: {
    does: 'Stores an object whose id is not that of its URL.',
    breaks: 'TRANS-55 LOC-24 TOK-06',
    asked: true,
  },
  put_merges: {
    does: 'Keeps the fields that a PUT leaves out.',
    breaks: 'TRANS-45 LOC-12 SES-05 TAR-04 TOK-02',
    asked: true,
  },
  patch_replaces: {
    does: 'Forgets the fields that a PATCH does not name.',
    breaks: 'TRANS-46 LOC-17 LOC-18 LOC-19 SES-06 TAR-05 TOK-03',
    asked: true,
  },
  patch_creates: {
    does: 'Makes a new object of a PATCH of an unknown one.',
    breaks: 'TRANS-47 LOC-15',
    asked: true,
  },
  parent_time_stays: {
    does: 'Leaves last_updated of the Location as it is when an EVSE or Connector changes.',
    breaks: 'LOC-06 LOC-07 LOC-16',
    asked: true,
  },
  forgets_siblings: {
    does: 'Forgets the other EVSEs of a Location when one is pushed.',
    breaks: 'LOC-13 LOC-14 LOC-18',
    asked: true,
  },
  forgets_removed: {
    does: 'Forgets an EVSE when its status becomes REMOVED.',
    breaks: 'LOC-20',
    asked: true,
  },
  replaces_periods: {
    does: 'Replaces the charging periods of a Session by those of a PATCH.',
    breaks: 'SES-08',
    asked: true,
  },
  reopens_sessions: {
    does: 'Lets a COMPLETED Session become another.',
    breaks: 'SES-16',
    asked: true,
  },
  cdr_copies: {
    does: 'Keeps a second copy, with a URL of its own, of a CDR that is posted again.',
    breaks: 'CDR-09 CDR-11',
    asked: true,
  },
  cdr_changes: {
    does: 'Lets a CDR be replaced by another with the same id.',
    breaks: 'CDR-10',
    asked: true,
  },
  one_type_per_uid: {
    does: 'Takes a Token with a known uid and another type for the same Token.',
    breaks: 'TOK-07',
    asked: true,
  },
  hides_invalid_tokens: {
    does: 'Leaves invalid Tokens out of its list.',
    breaks: 'TOK-10',
    asked: true,
  },
  whole_location: {
    does: 'Shows the whole Location where an EVSE or Connector is asked for.',
    breaks: 'LOC-03 LOC-04 LOC-22',
    asked: true,
  },
  // Faults of the simulated partner's versions and credentials.
  takes_invalid_credentials: {
    does: 'Answers a POST or PUT of invalid Credentials with 1000.',
    breaks: 'CRED-22',
    asked: true,
  },
  no_callback: {
    does: 'Registers a partner without a look at its versions.',
    breaks: 'CRED-04 CRED-05 CRED-18 CRED-19 CRED-23',
    asked: true,
  },
  same_token: {
    does: 'Hands out as new token the one that the partner used.',
    breaks: 'CRED-06 CRED-07 CRED-08 CRED-24 CRED-25',
    asked: true,
  },
  keeps_invitation: {
    does: 'Goes on taking TOKEN_A after the registration.',
    breaks: 'CRED-08',
    asked: true,
  },
  keeps_old_token: {
    does: 'Goes on taking the old token after the credentials were renewed.',
    breaks: 'CRED-25',
    asked: true,
  },
  keeps_unregistered: {
    does: 'Goes on taking the token after DELETE of the credentials.',
    breaks: 'CRED-30 CRED-31',
    asked: true,
  },
  burns_invitation: {
    does: 'Takes TOKEN_A no more after a registration that failed.',
    breaks: 'CRED-21',
    asked: true,
  },
  registers_twice: {
    does: 'Takes a POST of Credentials by a partner that is registered.',
    breaks: 'CRED-11 CRED-12',
    asked: true,
  },
  renews_strangers: {
    does: 'Takes a PUT or DELETE of Credentials by a partner that is not registered.',
    breaks: 'CRED-27 CRED-32',
    asked: true,
  },
  // Faults of the simulated partner's commands, authorisations and charging profiles.
  always_allows: {
    does: 'Allows every Token it knows: blocked, expired, without credit.',
    breaks: 'SIM-03',
    asked: true,
  },
  allows_unknown: {
    does: 'Allows Tokens it does not know.',
    breaks: 'TOK-20',
    asked: true,
  },
  verdict_as_error: {
    does: 'Answers 2000 where a verdict such as BLOCKED belongs.',
    breaks: 'TOK-12',
    asked: true,
  },
  verdict_elsewhere: {
    does: 'Allows charging at another Location than the one it was asked about.',
    breaks: 'TOK-18',
    asked: true,
  },
  ignores_token_type: {
    does: 'Looks for the uid alone when it authorises, whatever the type.',
    breaks: 'TOK-14 TOK-15',
    asked: true,
  },
  ignores_whitelist: {
    does: 'Asks about Tokens that need no question, and decides about those that do.',
    breaks: 'TOK-22 TOK-23 TOK-25',
    asked: true,
  },
  same_response_url: {
    does: 'Gives every command the same response_url.',
    breaks: 'CMD-17',
    asked: true,
  },
  takes_any_result: {
    does: 'Says 1000 to a result at a response_url that was never given.',
    breaks: 'CMD-19',
    asked: true,
  },
  refuses_results: {
    does: 'Answers 404 to the result of its own command.',
    breaks: 'CMD-18',
    asked: true,
  },
  accepts_unknown: {
    does: 'Answers ACCEPTED to commands about a Location, EVSE or session that does not exist.',
    breaks: 'CMD-07 CMD-08 CMD-09',
    asked: true,
  },
  does_nothing: {
    does: 'Answers ACCEPTED, reports ACCEPTED, and does nothing.',
    breaks: 'CMD-22',
    asked: true,
  },
  result_late: {
    does: 'Posts the result of a command so much later.',
    value: { is: 'milliseconds', default: 10_000, min: 1, max: 600_000 },
    asked: true,
  },
  result_early: {
    does: 'Posts the result of a command before it answers the command.',
    asked: true,
  },
  result_twice: {
    does: 'Posts the result of a command twice.',
    breaks: 'CMD-12',
    asked: true,
  },
  result_missing: {
    does: 'Never posts the result of a command.',
    breaks: 'CMD-12 CMD-16',
    asked: true,
  },
  result_unasked: {
    does: 'Posts a result also after it has refused the command.',
    breaks: 'CMD-13',
    asked: true,
  },
  result_elsewhere: {
    does: 'Posts the result of a command to the response_url without its query.',
    breaks: 'CMD-14',
    asked: true,
  },
} satisfies FaultTable;
