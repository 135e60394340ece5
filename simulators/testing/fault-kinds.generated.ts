// Generated from simulators/faults by scripts/generate.ts (npm run generate). Do not edit.

/** The faults that a simulator can have. */
export interface FaultKinds {
  /** Answers late, and sends late. Value: milliseconds, 1000 by default. */
  latency: true;
  /** Resets the connection instead of answering; what it would send never leaves. */
  drop: true;
  /** Answers with an HTTP status and a page of HTML, as web servers do when an application has failed. Value: HTTP status, 500 by default. */
  http_status: true;
  /** Answers with an HTTP status and the error body of its web framework: {detail: [{loc, msg, type}]}, no envelope. Value: HTTP status, 422 by default. */
  framework_error: true;
  /** Answers HTTP 200 with a status code of OCPI and nothing else. Value: OCPI status code, 2001 by default. */
  ocpi_status: true;
  /** Answers, and sends, JSON that stops in the middle. */
  malformed_json: true;
  /** Answers HTTP 200 without a body. */
  empty_body: true;
  /** Answers a path without a slash at its end with a redirect (301) to the one with it. */
  redirect: true;
  /** Names another content type than JSON, in answers and in what it sends. Value: content type, "text/plain" by default. */
  wrong_content_type: true;
  /** Sends its token Base64-encoded, as OCPI 2.2 does. */
  base64_token: true;
  /** Leaves status_code out of its envelopes. */
  no_status_code: true;
  /** Writes status_code as text: "1000". */
  status_code_text: true;
  /** Leaves timestamp out of its envelopes. */
  no_timestamp: true;
  /** Writes a timestamp that lies before the request. */
  stale_timestamp: true;
  /** Answers the bare data, without an envelope. */
  no_envelope: true;
  /** Puts an object where a list belongs, and a list where an object belongs. */
  wrong_cardinality: true;
  /** Answers HTTP 200 where an HTTP error belongs; the status code tells the failure. */
  errors_as_200: true;
  /** Answers HTTP 400 where HTTP 200 belongs and the status code tells the failure. */
  errors_as_400: true;
  /** Answers HTTP 200 and 1000, without data, for objects and paths that do not exist. */
  unknown_is_fine: true;
  /** Answers HTTP 200 and 1000 to methods that a module does not offer. */
  method_is_fine: true;
  /** Answers HTTP 200 and 1000 to a body that is not JSON. */
  broken_json_is_fine: true;
  /** Knows 2000 and 3000 only, whatever the failure. */
  generic_codes: true;
  /** Says 1900 for success, a code of a custom range. */
  custom_code: true;
  /** Answers HTTP 200 where 201 belongs. */
  created_is_200: true;
  /** Refuses without a word: no status_message. */
  no_message: true;
  /** Answers a CDR with a Location header that is missing, relative, or leads elsewhere. Value: what it is like, "missing" by default. */
  bad_location: true;
  /** Leaves a required field out of one object of every page, and of every object it sends. */
  invalid_object: true;
  /** Leaves a field out of every object; the value names it. Value: field, "last_updated" by default. */
  missing_field: true;
  /** Writes null into a field of every object; the value names it. Value: field, "last_updated" by default. */
  null_field: true;
  /** Writes optional fields that it has no value for as null. */
  explicit_nulls: true;
  /** Writes lists that it has nothing for as []. */
  empty_arrays: true;
  /** Writes fields that OCPI does not know, as the next version or a vendor would. */
  extra_fields: true;
  /** Writes names, addresses and issuers with letters beyond ASCII. */
  non_ascii: true;
  /** Writes a value that OCPI does not know into an enumeration of every object. */
  unknown_enum: true;
  /** Writes numbers as text: "2.00". */
  numbers_as_text: true;
  /** Writes texts that are longer than their limit. */
  long_text: true;
  /** Writes coordinates as numbers with three decimals. */
  coarse_coordinates: true;
  /** Writes the country of Locations with two letters. */
  wrong_country: true;
  /** Writes EVSEs without Connectors. */
  no_connectors: true;
  /** Shows another id than that of the object. */
  wrong_object: true;
  /** Writes DateTimes without Z. */
  no_trailing_z: true;
  /** Writes DateTimes with an offset: two hours later, +02:00. */
  offset_times: true;
  /** Writes DateTimes with a fraction: .120Z. */
  fraction_times: true;
  /** Writes the time fields of Sessions with the names of CDRs, and those of CDRs with the names of Sessions. */
  wrong_time_names: true;
  /** Writes another auth_id into Sessions and CDRs than that of the Token used. */
  wrong_contract: true;
  /** Writes Sessions and CDRs whose Location has EVSEs that were not used. */
  crowded_location: true;
  /** Writes CDRs whose total energy is double that of their charging periods. */
  wrong_totals: true;
  /** Writes the result of a command as bare text, as the first text of 2.1.1 did. */
  bare_result: true;
  /** Names another party in its Credentials than its own. */
  wrong_party: true;
  /** Pages its lists badly; the value says how. Value: what it does, "self_link" by default. */
  bad_paging: true;
  /** Sends the message twice: a push, a CDR, a result. */
  duplicate: true;
  /** Sends the message after the next one of the module instead of before, or at last after so many milliseconds. Value: milliseconds, 1000 by default. */
  reordered: true;
  /** Writes its country code and party id in lower case, in URLs and routing headers. */
  lower_case_ids: true;
  /** Sends without any routing header. */
  no_routing_headers: true;
  /** Pushes its objects under a party id that is not its own. */
  foreign_party: true;
  /** Pushes objects to a URL with another id than theirs. */
  other_id_in_url: true;
  /** Sends a PUT with the changed fields alone where a PATCH belongs. */
  put_only: true;
  /** Asks for an authorisation with the parameter token_type instead of type. */
  token_type: true;
  /** Writes two slashes between the endpoint and the path of what it owns. */
  double_slash: true;
  /** Lists its versions badly: without 2.1.1, as an object, with relative URLs, not at all, or with a URL that leads nowhere. Value: what it does, "without_2.1.1" by default. */
  bad_versions: true;
  /** Lists its endpoints badly: no credentials, credentials alone, relative URLs, another version, none. Value: what it does, "no_credentials" by default. */
  bad_details: true;
  /** Takes a request with a wrong token, another scheme or none at all for one of its first partner. */
  takes_any_token: true;
  /** Lets an invited partner (TOKEN_A) use every module before it has registered. */
  takes_invitations: true;
  /** Says 1000 to a PUT, PATCH, POST or DELETE and changes nothing; match.method picks one. */
  does_not_store: true;
  /** Stores whatever comes, valid or not. */
  takes_invalid: true;
  /** Stores an object whose id is not that of its URL. */
  takes_other_id: true;
  /** Keeps the fields that a PUT leaves out. */
  put_merges: true;
  /** Forgets the fields that a PATCH does not name. */
  patch_replaces: true;
  /** Makes a new object of a PATCH of an unknown one. */
  patch_creates: true;
  /** Leaves last_updated of the Location as it is when an EVSE or Connector changes. */
  parent_time_stays: true;
  /** Forgets the other EVSEs of a Location when one is pushed. */
  forgets_siblings: true;
  /** Forgets an EVSE when its status becomes REMOVED. */
  forgets_removed: true;
  /** Replaces the charging periods of a Session by those of a PATCH. */
  replaces_periods: true;
  /** Lets a COMPLETED Session become another. */
  reopens_sessions: true;
  /** Keeps a second copy, with a URL of its own, of a CDR that is posted again. */
  cdr_copies: true;
  /** Lets a CDR be replaced by another with the same id. */
  cdr_changes: true;
  /** Takes a Token with a known uid and another type for the same Token. */
  one_type_per_uid: true;
  /** Leaves invalid Tokens out of its list. */
  hides_invalid_tokens: true;
  /** Shows the whole Location where an EVSE or Connector is asked for. */
  whole_location: true;
  /** Answers a POST or PUT of invalid Credentials with 1000. */
  takes_invalid_credentials: true;
  /** Registers a partner without a look at its versions. */
  no_callback: true;
  /** Hands out as new token the one that the partner used. */
  same_token: true;
  /** Goes on taking TOKEN_A after the registration. */
  keeps_invitation: true;
  /** Goes on taking the old token after the credentials were renewed. */
  keeps_old_token: true;
  /** Goes on taking the token after DELETE of the credentials. */
  keeps_unregistered: true;
  /** Takes TOKEN_A no more after a registration that failed. */
  burns_invitation: true;
  /** Takes a POST of Credentials by a partner that is registered. */
  registers_twice: true;
  /** Takes a PUT or DELETE of Credentials by a partner that is not registered. */
  renews_strangers: true;
  /** Allows every Token it knows: blocked, expired, without credit. */
  always_allows: true;
  /** Allows Tokens it does not know. */
  allows_unknown: true;
  /** Answers 2000 where a verdict such as BLOCKED belongs. */
  verdict_as_error: true;
  /** Allows charging at another Location than the one it was asked about. */
  verdict_elsewhere: true;
  /** Looks for the uid alone when it authorises, whatever the type. */
  ignores_token_type: true;
  /** Asks about Tokens that need no question, and decides about those that do. */
  ignores_whitelist: true;
  /** Gives every command the same response_url. */
  same_response_url: true;
  /** Says 1000 to a result at a response_url that was never given. */
  takes_any_result: true;
  /** Answers 404 to the result of its own command. */
  refuses_results: true;
  /** Answers ACCEPTED to commands about a Location, EVSE or session that does not exist. */
  accepts_unknown: true;
  /** Answers ACCEPTED, reports ACCEPTED, and does nothing. */
  does_nothing: true;
  /** Posts the result of a command so much later. Value: milliseconds, 10000 by default. */
  result_late: true;
  /** Posts the result of a command before it answers the command. */
  result_early: true;
  /** Posts the result of a command twice. */
  result_twice: true;
  /** Never posts the result of a command. */
  result_missing: true;
  /** Posts a result also after it has refused the command. */
  result_unasked: true;
  /** Posts the result of a command to the response_url without its query. */
  result_elsewhere: true;
}

/** The name of a fault. */
export type FaultKindName = keyof FaultKinds;
