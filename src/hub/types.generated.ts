// Generated from schemas/hub by scripts/generate.ts (npm run generate). Do not edit.

/**
 * Changes of an agreement; properties that are left out stay as they are.
 */
export interface AgreementChange {
  /**
   * New status of the agreement; TERMINATED is final.
   */
  status?: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';
  /**
   * Time from which on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Time until which data is exchanged (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * First day of the agreement in its time zone, in place of valid_from; null: at once.
   */
  first_day?: string | null;
  /**
   * Last day of the agreement (inclusive) in its time zone, in place of valid_to; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of first_day and last_day, such as Europe/Amsterdam; UTC where absent.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under the agreement are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * The changes that a file of agreements makes.
 */
export interface AgreementPlan {
  /**
   * Whether the changes have been made.
   */
  applied: boolean;
  /**
   * Agreements that the file makes.
   */
  create: WantedAgreement[];
  /**
   * Agreements that the file changes.
   */
  change: {
    before: WantedAgreement;
    after: WantedAgreement;
  }[];
  /**
   * Agreements that the file terminates.
   */
  end: WantedAgreement[];
  /**
   * Number of agreements that stay as they are.
   */
  unchanged: number;
  /**
   * The pairs of parties that begin or stop to exchange data by the changes.
   */
  flows: {
    /**
     * Party of the operator.
     */
    cpo: string;
    /**
     * Party of the provider.
     */
    emsp: string;
    /**
     * Whether the two parties begin or stop to exchange data.
     */
    what: 'begins' | 'stops';
    /**
     * Time at which the two parties begin or stop; null: at once.
     */
    at: string | null;
    /**
     * Reasons why the two parties still cannot exchange data.
     */
    obstacles: string[];
    /**
     * Numbers of objects that become visible, or stop to be visible, by module.
     */
    objects: {
      [k: string]: number;
    };
    /**
     * Number of these objects that the hub pushes by itself at the beginning (push_on_agreement); the partners read the others.
     */
    pushed: number;
  }[];
}

/**
 * The agreements of a hub as a file: agreements that are not in it end, unless `others` keeps them.
 */
export interface AgreementSet {
  /**
   * Whether agreements of pairs that are not in the file are terminated or stay as they are.
   */
  others?: 'end' | 'keep';
  /**
   * The agreements, one for each pair of parties.
   */
  agreements: WantedAgreement[];
}

/**
 * A roaming agreement as the hub's operator sees it.
 */
export interface AgreementView {
  /**
   * Identifier of the agreement.
   */
  id: string;
  cpo: PartyReference;
  emsp: PartyReference;
  /**
   * Status of the agreement; TERMINATED is final.
   */
  status: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';
  /**
   * Time from which on data is exchanged; null: at once.
   */
  valid_from: string | null;
  /**
   * Time until which data is exchanged (exclusive); null: without end.
   */
  valid_to: string | null;
  /**
   * First day of the agreement in its time zone; null where it has no zone, or does not begin with a day.
   */
  first_day: string | null;
  /**
   * Last day of the agreement in its time zone; null where it has no zone, or does not end with a day.
   */
  last_day: string | null;
  /**
   * Time zone in which the validity was given; null where it was given by times.
   */
  zone: string | null;
  /**
   * Whether Sessions and CDRs of sessions that began under the agreement are still pushed and listed after its end.
   */
  run_off: boolean;
  /**
   * Time at which the agreement was made.
   */
  created: string;
  /**
   * Whether the agreement lets data through now: active and inside its validity.
   */
  in_force: boolean;
  /**
   * Reasons why the two parties still cannot exchange data: a party that is unknown, has not registered, is suspended, or is connected in the other role only. Empty where there are none.
   */
  obstacles: string[];
}

/**
 * One kind of trouble that needs a person: how many cases there are, since when, and the first of them.
 */
export interface AttentionView {
  /**
   * registration_failed: the last try of an invited partner did not succeed. sync_failed: the last pull from a partner failed. retirement_waiting: a full pull lacked so much that its removal waits for a confirmation. behind: a partner is down or lacks changes. parked: a partner does not take some objects. held: a Session or CDR is nobody's. disputed: two providers claim the contract of a Token. agreement_ends: an agreement ends within 14 days.
   */
  kind:
    | 'registration_failed'
    | 'sync_failed'
    | 'retirement_waiting'
    | 'behind'
    | 'parked'
    | 'held'
    | 'disputed'
    | 'agreement_ends';
  /**
   * Number of cases of this trouble.
   */
  count: number;
  /**
   * Time since which the oldest case exists; null where that is not known.
   */
  since: string | null;
  /**
   * The first cases of this trouble: the agreements that end first, otherwise the oldest cases.
   *
   * @maxItems 5
   *
   * Items: A case of this trouble.
   */
  examples: {
    /**
     * The party concerned, such as DE*EMP.
     */
    party: string;
    /**
     * Id of the party's connection, where it has one.
     */
    connection: string | null;
    /**
     * Id of the object, sync or agreement; null where the trouble concerns the connection alone.
     */
    id: string | null;
    /**
     * Description of the trouble.
     */
    text: string;
    /**
     * Time since which the trouble exists; for an agreement the time at which it ends.
     */
    time: string | null;
  }[];
}

/**
 * The environment variables of the hub and the lab.
 */
export interface Configuration {
  /**
   * Port of OCPI, admin API, console, health and metrics; 0 takes any free port.
   */
  HUB_PORT: number;
  /**
   * Address at which the hub listens.
   */
  HUB_HOST: string;
  /**
   * Public base URL of every URL the hub hands out; by default made of host and port.
   */
  HUB_URL?: string;
  /**
   * The hub's own party.
   */
  HUB_PARTY: string;
  /**
   * Business name in the hub's Credentials.
   */
  HUB_NAME: string;
  /**
   * Bearer token of the admin API; by default made once and kept in the data folder.
   */
  HUB_ADMIN_TOKEN?: string;
  /**
   * Folder of the embedded store.
   */
  HUB_DATA_DIR: string;
  /**
   * A PostgreSQL that any number of hub processes may share; when set, the embedded store is not used.
   */
  DATABASE_URL?: string;
  /**
   * Most connections of one process to PostgreSQL for reading and notes; it has two more.
   */
  HUB_DATABASE_CONNECTIONS: number;
  /**
   * Whether partner URLs may lead to loopback or private addresses; true in the lab.
   */
  HUB_ALLOW_PRIVATE_NETWORKS: boolean;
  /**
   * Module endpoints a partner must have to register, beside credentials.
   */
  HUB_REQUIRED_ENDPOINTS: string;
  /**
   * Parties with which every newly registered partner gets an agreement; the simulators in the lab.
   */
  HUB_AGREE_WITH: string;
  /**
   * File of extension fields of your own, a JSON Schema, that hub, simulators, suite, documents and types know.
   */
  HUB_EXTENSIONS?: string;
  /**
   * Partners that are simulators, to whose control API the admin API passes requests on; in the lab by default its own.
   */
  HUB_SIMULATORS: string;
  /**
   * Longest time for the push of an object, or for one step of a handshake.
   */
  HUB_PUSH_TIMEOUT_MS: number;
  /**
   * Longest time for a real-time authorisation, its broadcast included.
   */
  HUB_AUTHORIZE_TIMEOUT_MS: number;
  /**
   * Longest time for the asynchronous result of a command.
   */
  HUB_COMMAND_TIMEOUT_MS: number;
  /**
   * Port of the simulated CPO.
   */
  CPO_PORT: number;
  /**
   * Port of the simulated eMSP.
   */
  EMSP_PORT: number;
  /**
   * Lowest level that is logged.
   */
  LOG_LEVEL: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /**
   * Longest time for one page that the hub pulls from a partner.
   */
  HUB_PULL_TIMEOUT_MS: number;
  /**
   * Longest time for a whole sync of one partner.
   */
  HUB_SYNC_TIMEOUT_MS: number;
  /**
   * Hours for which the trace (the journal of OCPI requests) keeps a request, within HUB_TRACE_MB.
   */
  HUB_TRACE_HOURS: number;
  /**
   * Most megabytes of requests that the trace (the journal of OCPI requests) keeps; the oldest are dropped first.
   */
  HUB_TRACE_MB: number;
  /**
   * Number of attempts at an object that a partner cannot take before others of its owner pass it; then it is parked: tried on its own.
   */
  HUB_PATIENCE: number;
  /**
   * First pause before a page of a partner's list that failed temporarily is asked for again; each of the four after it is twice as long.
   */
  HUB_SYNC_PAUSE_MS: number;
  /**
   * First pause before a sync that failed temporarily begins anew by itself; each further one is twice as long, at most an hour.
   */
  HUB_SYNC_AGAIN_MS: number;
  /**
   * Time by which the window of a delta sync reaches back before the start of the last one.
   */
  HUB_SYNC_OVERLAP_MS: number;
  /**
   * Time for which a partner may be silent before the hub asks it for its versions.
   */
  HUB_PROBE_AFTER_MS: number;
  /**
   * Hours at which changes are pulled from every partner, in UTC.
   */
  HUB_SYNC_DELTA: string;
  /**
   * Hours at which everything is pulled from every partner, in UTC.
   */
  HUB_SYNC_FULL: string;
  /**
   * Networks to which partner URLs may lead even where private networks are not allowed, such as a partner's VPN.
   */
  HUB_ALLOWED_NETWORKS: string;
  /**
   * Source of the addresses of partners: `dns`, the system's name servers beside its hosts file; other name servers; or `getaddrinfo`, all that the operating system knows, two names at a time.
   */
  HUB_RESOLVER: string;
  /**
   * Whether the hub hands out and calls URLs without TLS; by default as HUB_ALLOW_PRIVATE_NETWORKS.
   */
  HUB_ALLOW_HTTP?: boolean;
  /**
   * Whether HUB_HOST and HUB_ADMIN_HOST may be addresses that others can reach although neither TLS nor a proxy in HUB_TRUST_PROXY protects the tokens that travel.
   */
  HUB_LISTEN_WITHOUT_TLS: boolean;
  /**
   * Key of 32 bytes that encrypts the stored tokens of partners; further keys, after commas, still decrypt what they encrypted. By default made once and kept in the data folder.
   */
  HUB_SECRET_KEY?: string;
  /**
   * Ordinary requests a second that each connection may send, 30 times as many at once; large ones count as several; 0 sets no limit.
   */
  HUB_RATE_LIMIT: number;
  /**
   * Requests a second that may come from one address, 30 times as many at once; 0 sets no limit.
   */
  HUB_ADDRESS_RATE_LIMIT: number;
  /**
   * Separate address for admin API, console and metrics; by default they share the hub's.
   */
  HUB_ADMIN_HOST?: string;
  /**
   * Port at HUB_ADMIN_HOST; 0 takes any free port.
   */
  HUB_ADMIN_PORT: number;
  /**
   * PEM file with the certificate chain; with HUB_TLS_KEY the hub speaks HTTPS.
   */
  HUB_TLS_CERT?: string;
  /**
   * PEM file with the key of HUB_TLS_CERT.
   */
  HUB_TLS_KEY?: string;
  /**
   * Addresses of proxies whose X-Forwarded-For header the hub trusts.
   */
  HUB_TRUST_PROXY: string;
  /**
   * Whether anybody may open a workspace at /sandbox/: a hub of its own with a stand-in operator and provider, for a time.
   */
  HUB_SANDBOX: boolean;
  /**
   * Hours until a workspace and all that is in it are removed.
   */
  HUB_SANDBOX_HOURS: number;
  /**
   * Most workspaces of the sandbox at a time.
   */
  HUB_SANDBOX_WORKSPACES: number;
  /**
   * Most workspaces of the sandbox at a time that were opened from one address.
   */
  HUB_SANDBOX_PER_ADDRESS: number;
  /**
   * OCPI requests a second from each connection of a workspace, 30 times as many at once.
   */
  HUB_SANDBOX_RATE_LIMIT: number;
  /**
   * Megabytes on disk at which a workspace takes no further OCPI requests until it is reset.
   */
  HUB_SANDBOX_MB: number;
  [k: string]: unknown;
}

/**
 * A run of the conformance suite against a partner, and its progress.
 */
export interface ConformanceView {
  /**
   * Id of the run.
   */
  id: string;
  /**
   * Id of the partner's connection.
   */
  connection: string;
  /**
   * Role of the partner.
   */
  role: 'CPO' | 'EMSP';
  /**
   * URL of the partner's versions that the suite used.
   */
  versions_url: string;
  /**
   * Whether the suite writes nothing to the partner.
   */
  read_only: boolean;
  /**
   * The run goes on; there is a report; or it ended without one, and the error says why.
   */
  status: 'RUNNING' | 'DONE' | 'FAILED';
  /**
   * Start of the run, ISO 8601.
   */
  started: string;
  /**
   * End of the run, ISO 8601; null while it goes on.
   */
  finished: string | null;
  verdicts: Verdicts;
  /**
   * The check that ended last.
   */
  latest: string | null;
  /**
   * Action of the partner that the run waits for; null when it waits for nothing.
   */
  waiting: string | null;
  /**
   * Whether no MUST of 2.1.1 was broken; null until there is a report.
   */
  conformant: boolean | null;
  /**
   * Reason why there is no report.
   */
  error: string | null;
}
/**
 * Numbers of checks by their result so far.
 */
export interface Verdicts {
  /**
   * Checks that the partner passed.
   */
  passed: number;
  /**
   * Checks of a MUST of 2.1.1 that the partner failed.
   */
  failed: number;
  /**
   * Checks of other rules that the partner failed.
   */
  warned: number;
  /**
   * Checks of functions that the partner does not offer.
   */
  skipped: number;
  /**
   * Checks at which the suite itself failed.
   */
  broken: number;
}

/**
 * Changes of a connection; properties that are left out stay as they are.
 */
export interface ConnectionChange {
  /**
   * SUSPENDED stops all exchange of data, REGISTERED resumes it.
   */
  status?: 'REGISTERED' | 'SUSPENDED';
  /**
   * Name of the connection that the hub's operator sees.
   */
  name?: string;
  /**
   * All parties of the platform; the default party is among them.
   *
   * @minItems 1
   * @maxItems 1000
   */
  parties?: PartyReference[];
  /**
   * The operator's confirmation that these parties take over the data which another connection left in the hub: agreements, objects, and the Sessions and CDRs that are for them. Without it the hub refuses such parties.
   */
  takes_over?: true;
  options?: ConnectionOptionsChange;
  profile?: ConnectionProfile;
}

/**
 * A new connection. `token` and the hub's versions URL are for the partner; both are missing where the hub did the handshake itself.
 */
export type ConnectionCreated = ConnectionView & {
  /**
   * TOKEN_A for the partner, which is shown only in this answer.
   */
  token?: string;
};

/**
 * Options of one connection; options that are left out keep their values.
 */
export interface ConnectionOptionsChange {
  /**
   * Whether changes are pushed to this partner.
   */
  push?: boolean;
  /**
   * Party in the URLs of pushes: the owner of the object, or the hub.
   */
  push_as?: 'owner' | 'hub';
  /**
   * Whether a partner that was down gets the present state of all objects that it missed.
   */
  catch_up?: boolean;
  /**
   * Whether the hub pushes all stored objects of the other party at once when an agreement begins.
   */
  push_on_agreement?: boolean;
  /**
   * Objects per page that the hub asks for when it pulls lists.
   */
  page_limit?: number;
  /**
   * Whether the hub refuses every deviation from the text of 2.1.1-d2 instead of noting it.
   */
  strict?: boolean;
  /**
   * Whether the hub answers a GET of one Location without To headers where only one operator with an agreement has that id.
   */
  infer_owner?: boolean;
  /**
   * Whether the custom module chargingprofiles is agreed with this partner and listed to it; a partner that lists it itself gets it anyhow, and one of 2.2.1, which has the module itself, too.
   */
  charging_profiles?: boolean;
  /**
   * Tax on the prices in this operator's Tariffs, which 2.1.1 does not contain: percent, or none where there is no tax. Readers of 2.2.1 get the operator's Tariffs once it is set.
   */
  tax_percent?: number | 'none';
  /**
   * Time zone of those Locations of this operator that contain none and are in a country with several. Readers of 2.2.1, which requires one, get such Locations once it is set; a wrong one shifts the hours of Tariffs.
   */
  time_zone?: string;
  /**
   * Fields in objects that 2.1.1 does not have: owner adds country_code and party_id to Locations and Tariffs, all adds them inside Sessions and CDRs too and the Token to authorisations, none adds nothing and drops all fields that 2.1.1-d2 does not have, for systems that refuse unknown fields. Setting it discards what the hub has learnt from refusals.
   */
  extensions?: 'all' | 'owner' | 'none';
  /**
   * Whether the hub withholds a pushed Session or CDR of an unknown driver instead of refusing it with 4001.
   */
  hold_unbound?: boolean;
  /**
   * Hosts to which the response_url of this partner's commands may lead, by https, besides those of its own endpoints.
   *
   * @maxItems 20
   */
  response_hosts?: string[];
}

/**
 * The way in which a partner writes OCPI, as the hub has learnt it from its answers; a value that the hub's operator sets counts first, and null leaves it to the hub again.
 */
export interface ConnectionProfile {
  /**
   * Whether the partner sends its token in Base64.
   */
  sends_base64_token?: boolean | null;
  /**
   * Whether the hub sends the partner's token in Base64.
   */
  expects_base64_token?: boolean | null;
  /**
   * URLs of the partner that are called with a slash at the end: those of endpoints, or all.
   */
  trailing_slash?: 'never' | 'lists' | 'always' | null;
  /**
   * Whether the partner gets optional fields without value as null, and lists as empty ones.
   */
  nulls?: 'omitted' | 'explicit' | null;
  /**
   * Whether the partner gets times without fractions of a second, and with Z.
   */
  dates?: 'as_given' | 'whole_seconds' | null;
  /**
   * Whether the partner gets enum values that 2.1.1-d2 does not have as an equivalent value, or not at all.
   */
  enums?: 'as_given' | 'known_only' | null;
  /**
   * Fields that 2.1.1 does not have: as the option of the same name, or `none` where refusals have taught that.
   */
  extensions?: 'all' | 'owner' | 'none' | null;
  /**
   * Fields and enum values beyond 2.1.1-d2 that this partner refuses by name, so that the hub does not send them.
   */
  drops?: string[] | null;
  /**
   * Objects per page with which the partner answers in time; null while page_limit works.
   */
  page_size?: number | null;
  /**
   * Whether a platform of several parties gives the same lists and answers for each of them.
   */
  ignores_to?: boolean | null;
  /**
   * Errors in the partner's objects that the hub repairs instead of refusing them: numbers as text, times with an offset, unknown enum values.
   */
  repairs?: ('numbers' | 'dates' | 'enums')[] | null;
}

/**
 * A connection as the hub's operator sees it; it never contains a token.
 */
export interface ConnectionView {
  /**
   * Identifier of the connection.
   */
  id: string;
  /**
   * Role of the partner on this connection.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Country code of the default party.
   */
  country_code: string;
  /**
   * Party id of the default party.
   */
  party_id: string;
  /**
   * Name of the connection that the hub's operator sees.
   */
  name: string;
  /**
   * All parties of the platform, the default party first.
   */
  parties: PartyReference[];
  /**
   * Status of the connection; PENDING until the handshake is done.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
  /**
   * Time until which a second token of the partner opens the hub, because the answer to a renewal may have been lost; null: there is one token.
   */
  old_token_until: string | null;
  /**
   * The partner's versions endpoint; null while it is not known.
   */
  versions_url: string | null;
  /**
   * The partner's module endpoints.
   *
   * Items: A module endpoint of the partner.
   */
  endpoints: {
    /**
     * Name of the module.
     */
    identifier: string;
    /**
     * URL of the endpoint.
     */
    url: string;
  }[];
  options: ConnectionOptionsChange;
  profile: ConnectionProfile;
  /**
   * Settings of the profile that the hub's operator has made.
   */
  profile_set: string[];
  /**
   * Settings of the profile that the hub has learnt from the partner's answers.
   */
  profile_learnt: string[];
  /**
   * State of the delivery of changes to this partner.
   */
  delivery: {
    /**
     * State of the delivery; OFF while nothing is pushed to this partner.
     */
    state: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF';
    /**
     * Changes that wait or are on their way.
     */
    pending: number;
    /**
     * Changes the partner has taken.
     */
    delivered: number;
    /**
     * Changes the partner has not taken.
     */
    failed: number;
    /**
     * Time since which the partner lacks changes.
     */
    behind_since: string | null;
    /**
     * Error of the last failed delivery.
     */
    last_error: string | null;
    /**
     * Objects that the partner could not take though others went through; each is tried on its own.
     */
    parked: number;
  };
  /**
   * Time at which the connection was made.
   */
  created: string;
  /**
   * Time at which the connection was last changed.
   */
  updated: string;
}

/**
 * The differences between a receiver's copies and the hub's objects, in one part of the hub's order of changes.
 */
export interface ConvergenceView {
  /**
   * Number of objects for which the receiver was asked one by one, and which it showed or said not to have.
   */
  shown: number;
  /**
   * Number of objects that the receiver does not show, which are judged by its acknowledgements.
   */
  acknowledged: number;
  /**
   * The objects that the receiver lacks or has in another state, oldest change first.
   */
  differences: {
    /**
     * Module of the object.
     */
    module: ObjectModule;
    /**
     * Id that its owner gave the object; for a Token its uid.
     */
    id: string;
    /**
     * Number of the change that gave the object the state that the receiver should have.
     */
    changed: number;
    /**
     * The receiver lacks the object; it has another state of it; it has it though it was withdrawn; it does not say and has not acknowledged it.
     */
    is: 'missing' | 'different' | 'surplus' | 'unknown';
    /**
     * Reason for the difference.
     */
    cause: string;
    /**
     * Whether the hub is sending the object again.
     */
    resent: boolean;
  }[];
  /**
   * Number of the last change that this part has compared.
   */
  until: number;
  /**
   * Number at which the next part begins; null when this was the last.
   */
  next: number | null;
}

/**
 * One OCPI request with headers and bodies.
 */
export type ExchangeDetail = ExchangeSummary & {
  /**
   * The HTTP request.
   */
  request: {
    /**
     * Headers; tokens are masked.
     */
    headers: {
      [k: string]: string;
    };
    /**
     * Body, cut at 65536 characters.
     */
    body: string | null;
  };
  /**
   * The HTTP answer.
   */
  response: {
    /**
     * Headers; tokens are masked.
     */
    headers: {
      [k: string]: string;
    };
    /**
     * Body, cut at 65536 characters.
     */
    body: string | null;
  };
};

/**
 * One OCPI request in or out of the hub, with its result.
 */
export interface ExchangeSummary {
  /**
   * Identifier of the request in the trace.
   */
  id: string;
  /**
   * Time at which the request began.
   */
  time: string;
  /**
   * Whether the request came into the hub or went out of it.
   */
  direction: 'IN' | 'OUT';
  /**
   * Id of the connection; null when the other side is not known.
   */
  connection: string | null;
  /**
   * OCPI module, or `credentials` or `versions`.
   */
  module: string | null;
  /**
   * HTTP method.
   */
  method: string;
  /**
   * Full URL.
   */
  url: string;
  /**
   * HTTP status; null when there was no answer.
   */
  http_status: number | null;
  /**
   * OCPI status code; null when there was none.
   */
  ocpi_status: number | null;
  /**
   * Milliseconds from the request to the end of the answer.
   */
  duration_ms: number;
  /**
   * X-Request-ID of the request.
   */
  request_id: string;
  /**
   * X-Correlation-ID: the same on all requests that one request caused.
   */
  correlation_id: string;
  /**
   * Id of the request that caused this one.
   */
  parent_id: string | null;
  /**
   * Sending party, such as ES*CPO.
   */
  from: string | null;
  /**
   * Party that the request is for.
   */
  to: string | null;
  /**
   * Deviations from OCPI that the hub noticed.
   */
  findings: FindingView[];
  /**
   * Reason why there is no answer.
   */
  error: string | null;
  /**
   * Number of requests without a valid token before this one that the trace leaves out; it keeps samples of them.
   */
  left_out?: number;
}

/**
 * One problem: its place and a message; about a partner, also the requirement, the origin of the rule and the way to repair it.
 */
export interface FindingView {
  /**
   * JSON Pointer into the document, or `?name` of a query parameter.
   */
  pointer: string;
  /**
   * Description of the problem.
   */
  message: string;
  /**
   * Requirement that is broken, such as LOC-27, where known.
   */
  requirement?: string;
  /**
   * Origin of the rule; only 2.1.1 binds a partner.
   */
  origin?: '2.1.1' | '2.2 backport' | 'hub policy' | 'advice';
  /**
   * Way to repair the problem.
   */
  mend?: string;
  /**
   * True where the hub let the problem pass; the message says what it made of the value.
   */
  lenient?: true;
}

/**
 * Health of a hub process.
 */
export interface Health {
  /**
   * Whether the process can be used.
   */
  status: 'ok' | 'unavailable';
}

/**
 * The provider to which a withheld Session or CDR belongs.
 */
export interface HeldSettle {
  to: PartyReference;
}

/**
 * A Session or CDR that the hub withholds until its provider is known.
 */
export interface HeldView {
  /**
   * Identifier by which the withheld object is settled.
   */
  id: string;
  /**
   * Module of the withheld object.
   */
  module: 'sessions' | 'cdrs';
  owner: PartyReference;
  /**
   * Id that its operator gave the withheld object.
   */
  object_id: string;
  /**
   * Contract that the withheld object names.
   */
  auth_id: string;
  /**
   * Time since which the object is withheld.
   */
  since: string;
  /**
   * Providers to which the object may belong; empty where none is known.
   */
  among: PartyReference[];
}

/**
 * A roaming agreement between one operator and one provider.
 */
export interface NewAgreement {
  cpo: PartyReference;
  emsp: PartyReference;
  /**
   * Time from which on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Time until which data is exchanged (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * First day of the agreement in its time zone, in place of valid_from; null: at once.
   */
  first_day?: string | null;
  /**
   * Last day of the agreement (inclusive) in its time zone, in place of valid_to; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of first_day and last_day, such as Europe/Amsterdam; UTC where absent.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under the agreement are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * A run of the conformance suite against a partner, to be started.
 */
export interface NewConformance {
  /**
   * Whether the suite sends GET only, without a handshake of its own: safe in production. Default false.
   */
  read_only?: boolean;
  /**
   * URL of the partner's versions; absent: the one that the connection knows.
   */
  versions_url?: string;
  /**
   * A TOKEN_A of the partner for the suite, which registers as a partner of its own. With read_only a token that works; absent: the one the hub uses.
   */
  token?: string;
  /**
   * Areas and requirements, such as LOC or CRED-05; absent: all.
   *
   * @minItems 1
   */
  only?: string[];
  /**
   * LOCATION/EVSE of an operator where commands may be given; absent: no charge point is moved.
   */
  at?: string;
  /**
   * Seconds that the partner has for actions that only it can begin, such as a command of a provider. Default 0.
   */
  wait?: number;
  /**
   * Address of the hub's machine at which the suite listens for the partner. Default 127.0.0.1.
   */
  host?: string;
  /**
   * Port at which the suite listens; 0, the default: any free one.
   */
  port?: number;
  /**
   * Public base URL of the address at which the suite listens, for a partner on another machine.
   */
  url?: string;
}

/**
 * A partner to be connected. With `versions_url` and `token` the hub starts the handshake itself.
 */
export interface NewConnection {
  /**
   * Role of the partner on this connection.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Country code of the party.
   */
  country_code: string;
  /**
   * Party id within the country.
   */
  party_id: string;
  /**
   * Name of the connection that the hub's operator sees.
   */
  name: string;
  /**
   * All parties of the platform; the default party is among them.
   *
   * @minItems 1
   * @maxItems 1000
   */
  parties?: PartyReference[];
  /**
   * The operator's confirmation that these parties take over the data which another connection left in the hub: agreements, objects, and the Sessions and CDRs that are for them. Without it the hub refuses such parties.
   */
  takes_over?: true;
  /**
   * The partner's versions endpoint.
   */
  versions_url?: string;
  /**
   * TOKEN_A that the partner made for the hub.
   */
  token?: string;
  options?: ConnectionOptionsChange;
}

/**
 * A comparison of an owner's objects with the copies that a receiver has.
 */
export interface NewConvergence {
  /**
   * The owner of the objects.
   */
  from: PartyReference;
  /**
   * The receiver, which the hub asks for the objects one by one.
   */
  to: PartyReference;
  /**
   * Whether the hub sends the receiver again the objects that it lacks or has in another state.
   */
  mend?: boolean;
  /**
   * Only objects that have changed after this change in the hub's order: `next` of the part before.
   */
  after?: number;
  /**
   * Number of changes of the hub that one part compares.
   */
  limit?: number;
}

/**
 * The objects that a partner gets again at once: those that it failed to take or refused; or one object by its id, whatever its state; or, with stored, all that it may have.
 */
export interface NewResend {
  /**
   * Module of the objects.
   */
  module?: ObjectModule;
  /**
   * Country code of the owner; with party_id.
   */
  country_code?: string;
  /**
   * Party id of the owner; with country_code.
   */
  party_id?: string;
  /**
   * Id of the object; for a Token its uid.
   */
  id?: string;
  /**
   * Whether the partner gets all stored objects that it may have, not only those that it has not taken.
   */
  stored?: boolean;
}

/**
 * A decision of the hub's operator on the provider of a contract, or of all contracts with a prefix: one provider, a move from one to another, or several providers that all may have it.
 */
export interface NewSettlement {
  /**
   * The one contract that is assigned; spellings of it count as one.
   */
  contract?: string;
  /**
   * Beginning of the contracts that are assigned; give either contract or prefix.
   */
  prefix?: string;
  /**
   * The provider of the contracts, or several providers that all may have them.
   *
   * @minItems 1
   * @maxItems 10
   */
  to: PartyReference[];
  from?: PartyReference;
  /**
   * Sessions that began before this time belong to the provider in from.
   */
  since?: string;
}

/**
 * A pull of a partner's objects, to be started.
 */
export interface NewSync {
  /**
   * Whether everything is pulled, or the changes since the last pull that succeeded.
   */
  type: 'full' | 'delta';
  /**
   * Modules to pull; absent: all that the partner offers.
   *
   * @minItems 1
   */
  modules?: ObjectModule[];
}

/**
 * A workspace of the sandbox to open: a hub of its own with a stand-in operator and provider.
 */
export interface NewWorkspace {
  /**
   * Role of the partner: an operator (CPO) or a provider (EMSP).
   */
  role: 'CPO' | 'EMSP';
  /**
   * Name of the partner.
   */
  name: string;
  /**
   * The party under which the partner's system runs; absent: an unused one.
   */
  party?: string;
  /**
   * The partner's versions endpoint, which the sandbox tries at once.
   */
  versions_url?: string;
}

/**
 * An address of the partner that the sandbox is to try.
 */
export interface NewWorkspaceCallback {
  /**
   * The partner's versions endpoint.
   */
  versions_url: string;
}

/**
 * A run of the conformance suite against the partner's own system, to be started.
 */
export interface NewWorkspaceSuite {
  /**
   * Whether the suite sends GET only, with the token of the registration. Default false.
   */
  read_only?: boolean;
  /**
   * A TOKEN_A that the partner's system made for the suite; needed unless read_only is set.
   */
  token?: string;
  /**
   * URL of the partner's versions; absent: the one it registered with, else the one that was tried.
   */
  versions_url?: string;
  /**
   * Areas and requirements, such as LOC or CRED-05; absent: all.
   *
   * @minItems 1
   */
  only?: string[];
  /**
   * Seconds that a provider has to send a command to the suite. Default 0.
   */
  wait?: number;
  /**
   * LOCATION/EVSE of an operator where commands may be given; absent: no charge point is moved.
   */
  at?: string;
}

/**
 * A module whose objects the hub stores.
 */
export type ObjectModule = 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens';

/**
 * A page of stored objects, in the order of creation.
 */
export interface ObjectPage {
  /**
   * Number of all objects that match.
   */
  total: number;
  /**
   * Number of objects that were left out before the page.
   */
  offset: number;
  /**
   * Number of objects that were asked for.
   */
  limit: number;
  /**
   * The objects on the page.
   *
   * Items: A stored object.
   */
  objects: {
    /**
     * Country code of the owner.
     */
    country_code: string;
    /**
     * Party id of the owner.
     */
    party_id: string;
    /**
     * Id that its owner gave the object.
     */
    id: string;
    /**
     * Time by which date filters select.
     */
    last_updated: string;
    /**
     * Number of the object's last change in the hub's order.
     */
    changed: number;
    /**
     * The one party that the object is for, such as ES*MSP; null where every party with an agreement may see it.
     */
    recipient: string | null;
    /**
     * The object as the hub passes it on.
     */
    object: {
      [k: string]: unknown;
    };
  }[];
}

/**
 * An object that a partner has not taken though it took others.
 */
export interface ParkedView {
  /**
   * Id of the connection of the partner that lacks the object.
   */
  connection: string;
  partner: PartyReference;
  /**
   * Module of the object.
   */
  module: ObjectModule;
  /**
   * Country code of the object's owner.
   */
  country_code: string;
  /**
   * Party id of the object's owner.
   */
  party_id: string;
  /**
   * Id of the object; for a Token its uid.
   */
  id: string;
  /**
   * PARKED: tried on its own with growing pauses. REFUSED: sent again when it changes, or the partner's options do. RETURNED: its sender named the partner, has the failure as the answer, and is to send it again.
   */
  state: 'PARKED' | 'REFUSED' | 'RETURNED';
  /**
   * Number of the change that the partner lacks.
   */
  changed: number;
  /**
   * Time since which the partner has not taken the object.
   */
  since: string;
  /**
   * Number of attempts to send the object since then.
   */
  attempts: number;
  /**
   * Time of the last attempt.
   */
  last_attempt: string;
  /**
   * Time of the next attempt; null where the hub sends the object again only after a change or on the operator's wish.
   */
  next_attempt: string | null;
  /**
   * Error of the last attempt.
   */
  error: string | null;
}

/**
 * A market party.
 */
export interface PartyReference {
  /**
   * Country code of the party.
   */
  country_code: string;
  /**
   * Party id within the country.
   */
  party_id: string;
}

/**
 * The problem with a request (RFC 9457).
 */
export interface Problem {
  /**
   * Identifies the kind of problem.
   */
  type: string;
  /**
   * Name of the kind of problem.
   */
  title: string;
  /**
   * HTTP status.
   */
  status: number;
  /**
   * The problem with this request.
   */
  detail: string;
  /**
   * Path below the hub's URL of the page of the guide about this kind of problem.
   */
  help: string;
  /**
   * Every problem of the request's body or parameters.
   */
  errors?: FindingView[];
}

/**
 * A report on a partner: how far it has come, and the errors in what it sends and answers.
 */
export interface ReportView {
  /**
   * Id of the partner's connection.
   */
  connection: string;
  /**
   * Default party of the connection, such as NL*ABC.
   */
  party: string;
  /**
   * Role of the partner.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Business name of the partner.
   */
  name: string;
  /**
   * Whether every step of the checklist is done.
   */
  complete: boolean;
  /**
   * Time at which this report was made.
   */
  made: string;
  /**
   * The part of the trace (the journal of OCPI requests) that was read.
   */
  window: {
    /**
     * Number of requests that were read.
     */
    requests: number;
    /**
     * Time at which the oldest of these requests began; null when there are none.
     */
    since: string | null;
    /**
     * Description of the part that was read.
     */
    words: string;
  };
  /**
   * The steps of the checklist, in the order in which partners usually do them.
   */
  steps: ReportStep[];
  /**
   * The partner's errors, grouped by requirement: the rules of 2.1.1 itself first, the most frequent first.
   */
  findings: ReportFinding[];
}
/**
 * A step of the checklist.
 */
export interface ReportStep {
  /**
   * Name of the step, for programs.
   */
  step:
    | 'handshake'
    | 'agreement'
    | 'dialect'
    | 'pull'
    | 'push'
    | 'tariffs'
    | 'tokens'
    | 'authorisation'
    | 'sessions'
    | 'cdrs'
    | 'commands';
  /**
   * Name of the step, for people.
   */
  title: string;
  /**
   * The step works; it was not seen yet; or the last try did not succeed.
   */
  status: 'done' | 'missing' | 'failing';
  /**
   * Description of the requests that were seen.
   */
  seen: string;
  /**
   * Advice on what to do next; null when the step is done.
   */
  next: string | null;
  /**
   * Number of the step's requests that were seen.
   */
  count: number;
  /**
   * Number of these requests that did not succeed.
   */
  failed: number;
  /**
   * Number of the partner's objects that the hub has stored; null where the step is not about objects.
   */
  stored: number | null;
  /**
   * Time at which the newest of these requests began.
   */
  last: string | null;
  /**
   * X-Request-IDs of the newest requests, to be looked up in the trace.
   */
  request_ids: string[];
}
/**
 * A requirement that the partner breaks.
 */
export interface ReportFinding {
  /**
   * Id of the requirement; null where no rule is known.
   */
  requirement: string | null;
  /**
   * Text of the requirement.
   */
  words: string;
  /**
   * Origin of the rule: 2.1.1, 2.2 backport, hub policy or advice; only 2.1.1 binds a partner.
   */
  origin: string | null;
  /**
   * Document and section that contain the rule.
   */
  source: string | null;
  /**
   * Way to repair the error.
   */
  mend: string | null;
  /**
   * Number of times that the error was found.
   */
  count: number;
  /**
   * The newest finding of this error.
   */
  example: FindingView;
  /**
   * Time at which the error was last found.
   */
  last: string;
  /**
   * X-Request-ID of the newest request that shows the error.
   */
  request_id: string;
}

/**
 * The outcome of a resend after at most ten seconds; objects still on their way then continue.
 */
export interface ResendView {
  /**
   * Number of objects that are sent again.
   */
  objects: number;
  /**
   * Number of these objects that the partner has taken.
   */
  taken: number;
  /**
   * Number of these objects that the partner has not taken.
   */
  failed: number;
  /**
   * Number of objects still on their way, or sent when the partner answers again.
   */
  waiting: number;
  /**
   * The first objects that failed.
   */
  errors: {
    module: ObjectModule;
    /**
     * Country code of the object's owner.
     */
    country_code: string;
    /**
     * Party id of the object's owner.
     */
    party_id: string;
    /**
     * Id of the object; for a Token its uid.
     */
    id: string;
    /**
     * Error at the last attempt.
     */
    error: string;
  }[];
}

/**
 * The offer of the sandbox, in which partners can try the hub.
 */
export interface SandboxView {
  /**
   * Hours that a workspace lasts.
   */
  hours: number;
  /**
   * Whether there is room for another workspace.
   */
  open: boolean;
}

/**
 * An object as its owner wrote it and as a reader gets it, with the differences that the conversion makes.
 */
export interface SeenObject {
  /**
   * The owner's side of the conversion.
   */
  owner: {
    /**
     * Party of the owner, such as NL*ABC.
     */
    party: string;
    /**
     * Version of OCPI that the owner speaks.
     */
    version: '2.1.1' | '2.2.1';
    /**
     * The object as stored.
     */
    object: {};
  };
  /**
   * The reader's side of the conversion.
   */
  reader: {
    /**
     * Party of the reader, such as DE*EMP.
     */
    party: string;
    /**
     * Version of OCPI that the reader speaks.
     */
    version: '2.1.1' | '2.2.1';
    /**
     * The object in the reader's version and dialect; null where it cannot be converted.
     */
    object: {} | null;
  };
  /**
   * JSON pointers to values of the owner's object that the reader does not get.
   */
  lost: string[];
  /**
   * JSON pointers to values of the reader's object that nobody gave.
   */
  invented: string[];
  /**
   * Values that the reader may misunderstand, and why.
   */
  notes: string[];
  /**
   * Reason why the object cannot be converted to the reader's version.
   */
  held: string | null;
}

/**
 * A decision of the hub's operator on the provider of contracts.
 */
export interface SettlementView {
  /**
   * Identifier of the decision.
   */
  id: string;
  /**
   * The one contract that is assigned.
   */
  contract?: string;
  /**
   * Beginning of the contracts that are assigned.
   */
  prefix?: string;
  /**
   * The providers of the contracts.
   */
  to: PartyReference[];
  from?: PartyReference;
  /**
   * Sessions that began before this time belong to the provider in from.
   */
  since?: string;
  /**
   * Time of the decision.
   */
  created: string;
}

/**
 * A simulated partner of the lab; the admin API passes requests on to its control API below /admin/simulators/{id}/control.
 */
export interface SimulatorView {
  /**
   * Party of the simulator, such as ES*CPO.
   */
  id: string;
  /**
   * Role of the simulator.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Name of the simulator that the hub's operator sees.
   */
  name: string;
  /**
   * Id of the simulator's connection.
   */
  connection: string;
  /**
   * URL at which the simulator listens.
   */
  url: string;
}

/**
 * A pull of a partner's objects and its progress.
 */
export interface SyncView {
  /**
   * Id of the sync.
   */
  id: string;
  /**
   * Id of the partner's connection.
   */
  connection: string;
  /**
   * Whether everything is pulled, or the changes since the last pull.
   */
  type: 'full' | 'delta';
  /**
   * Whether the sync runs, and how it ended.
   */
  status: 'RUNNING' | 'DONE' | 'FAILED';
  /**
   * The progress and results of the sync, module by module.
   */
  modules: {
    /**
     * Module id.
     */
    module: string;
    /**
     * Start of the window of last_updated, inclusive; null: none.
     */
    date_from: string | null;
    /**
     * End of the window of last_updated, exclusive.
     */
    date_to: string;
    /**
     * Number of pages read.
     */
    pages: number;
    /**
     * Number of objects on these pages.
     */
    received: number;
    /**
     * Number of objects, by the partner's count, on the lists opened so far; null where it gives no count.
     */
    expected?: number | null;
    /**
     * Number of objects that were new or changed.
     */
    stored: number;
    /**
     * Number of objects that the hub had already in this state or a newer one.
     */
    unchanged: number;
    /**
     * Number of objects that the hub did not take.
     */
    rejected: number;
    /**
     * Number of objects that were removed, since a complete list lacks them.
     */
    removed: number;
    /**
     * Number of objects missing from a complete list that stay until the operator confirms their removal, or until a full sync an hour later lacks them too.
     */
    held: number;
    /**
     * Reason why the pull of the module ended early.
     */
    error: string | null;
    /**
     * Warnings for the hub's operator, though nothing failed.
     */
    warnings: string[];
    /**
     * The first objects that the hub did not take, and why.
     */
    rejections: {
      /**
       * Place of the object on the lists read, from 0.
       */
      place: number;
      /**
       * Id of the object.
       */
      id: string;
      /**
       * Problems of the object.
       */
      findings: FindingView[];
    }[];
  }[];
  /**
   * Start of the sync, ISO 8601.
   */
  started: string;
  /**
   * End of the sync, ISO 8601; null while it runs.
   */
  finished: string | null;
  /**
   * Time, ISO 8601, at which modules that failed temporarily are pulled again; null where there are none.
   */
  again_at: string | null;
}

/**
 * An agreement in a file of agreements.
 */
export interface WantedAgreement {
  /**
   * Party of the operator.
   */
  cpo: string;
  /**
   * Party of the provider.
   */
  emsp: string;
  /**
   * Whether the agreement lets data through.
   */
  status?: 'ACTIVE' | 'SUSPENDED';
  /**
   * Time from which on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Time until which data is exchanged (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * First day of the agreement in its time zone, in place of valid_from; null: at once.
   */
  first_day?: string | null;
  /**
   * Last day of the agreement (inclusive) in its time zone, in place of valid_to; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of first_day and last_day, such as Europe/Amsterdam; UTC where absent.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under the agreement are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * The reasons why an object has or has not reached a receiver.
 */
export interface WhyView {
  /**
   * The answer in one sentence: the object, the receiver, and the first of the reasons.
   */
  answer: string;
  /**
   * Whether the receiver has the newest state that the hub knows of; null where neither the hub's notes nor the trace (the journal of OCPI requests) tell.
   */
  delivered: boolean | null;
  /**
   * All reasons, the most important first.
   *
   * @minItems 1
   *
   * Items: A reason why the object has or has not arrived.
   */
  reasons: {
    /**
     * Code of the reason, for programs.
     */
    code:
      | 'delivered'
      | 'pulled'
      | 'refused_by_hub'
      | 'withdrawn'
      | 'not_stored'
      | 'owner_unknown'
      | 'own_object'
      | 'wrong_role'
      | 'receiver_unknown'
      | 'receiver_pending'
      | 'receiver_unregistered'
      | 'receiver_suspended'
      | 'not_audience'
      | 'held'
      | 'evidence'
      | 'no_agreement'
      | 'agreement_suspended'
      | 'agreement_terminated'
      | 'agreement_not_yet_valid'
      | 'agreement_expired'
      | 'push_off'
      | 'module_not_offered'
      | 'id_conflict'
      | 'refused_by_partner'
      | 'down'
      | 'behind'
      | 'missed'
      | 'parked'
      | 'on_its_way'
      | 'not_pushed'
      | 'not_known'
      | 'dialect'
      | 'held_by_version'
      | 'converted';
    /**
     * Text of the reason, with the partner's own words where it gave some.
     */
    text: string;
    /**
     * Time since which the reason holds, or at which it happened.
     */
    since?: string;
    /**
     * X-Request-ID of a request that shows the reason, to be looked up in the trace.
     */
    request_id?: string;
  }[];
}

/**
 * A workspace of the sandbox that was opened or reset, with secrets that are shown only in this answer.
 */
export interface WorkspaceCreated {
  workspace: WorkspaceView;
  /**
   * TOKEN_A with which the partner registers.
   */
  token: string;
  /**
   * Bearer token that opens the workspace; absent after a reset, which keeps it.
   */
  secret?: string;
  /**
   * URL of the workspace's page, which the secret opens; absent after a reset.
   */
  link?: string;
}

/**
 * The last full run of the conformance suite that is over; null: there is none.
 */
export type WorkspaceVerdict = {
  /**
   * Id of the run.
   */
  id: string;
  /**
   * Time at which the run was over.
   */
  finished: string;
  /**
   * Whether the partner broke no rule that 2.1.1 demands.
   */
  conformant: boolean;
  /**
   * Numbers of checks by verdict.
   */
  verdicts: {
    /**
     * Checks that the partner passed.
     */
    passed: number;
    /**
     * Checks of a MUST of 2.1.1 that the partner failed.
     */
    failed: number;
    /**
     * Checks of other rules that the partner failed.
     */
    warned: number;
    /**
     * Checks of functions that the partner does not offer.
     */
    skipped: number;
    /**
     * Checks at which the suite itself failed.
     */
    broken: number;
  };
  /**
   * The profiles (groups of functions) of the partner's role.
   */
  profiles: WorkspaceProfile[];
} | null;

/**
 * A partner's readiness: its checklist, and the profiles of the last full run of the conformance suite.
 */
export interface WorkspaceReadiness {
  /**
   * Names of the profiles for which the partner is ready.
   */
  ready_for: string[];
  /**
   * Progress in the steps of the checklist.
   */
  checklist: {
    /**
     * Number of steps that are done.
     */
    done: number;
    /**
     * Number of all steps.
     */
    all: number;
  };
  run: WorkspaceVerdict;
}
/**
 * A profile (group of functions) and the partner's readiness for it.
 */
export interface WorkspaceProfile {
  /**
   * Name of the profile.
   */
  profile: string;
  /**
   * The partner's readiness for the profile.
   */
  verdict: 'ready' | 'not ready' | 'not offered' | 'not seen';
  /**
   * Reasons for the verdict; empty when ready.
   */
  why: string;
}

/**
 * Result of the last try of the partner's address; null: not tried yet.
 */
export type WorkspaceCallback = {
  /**
   * The address that was tried, with secrets in its query masked.
   */
  versions_url: string;
  /**
   * Whether an HTTP server answers at the address.
   */
  reachable: boolean;
  /**
   * Whether the answer looks like a versions endpoint: a list of versions, or 401 for lack of a token.
   */
  ready: boolean;
  /**
   * HTTP status of the answer; null where none came.
   */
  http_status: number | null;
  /**
   * Description of the answer, and advice.
   */
  words: string;
  /**
   * Time of the try.
   */
  tried: string;
} | null;

/**
 * A workspace of the sandbox; it contains no token.
 */
export interface WorkspaceView {
  /**
   * Id of the workspace.
   */
  id: string;
  /**
   * Role of the partner: an operator (CPO) or a provider (EMSP).
   */
  role: 'CPO' | 'EMSP';
  /**
   * Name of the partner.
   */
  name: string;
  /**
   * The partner's party, such as XA*4TD.
   */
  party: string;
  /**
   * Time at which the workspace was opened.
   */
  created: string;
  /**
   * Time at which the workspace is removed with all that is in it.
   */
  until: string;
  /**
   * Whether the workspace is so full that it takes no OCPI requests until it is reset.
   */
  full: boolean;
  /**
   * Id of the partner's connection in the workspace.
   */
  connection: string;
  /**
   * Status of the partner's connection in the workspace.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
  /**
   * The versions endpoint of the workspace's hub, at which the partner registers with TOKEN_A.
   */
  hub_versions_url: string;
  callback: WorkspaceCallback;
  /**
   * Simulated partners with which the partner has agreements.
   */
  stand_ins: WorkspaceStandIn[];
}
/**
 * A simulated partner of the workspace.
 */
export interface WorkspaceStandIn {
  /**
   * Id of the simulated partner; its control API is below /stand-ins/{id}/control.
   */
  id: 'operator' | 'provider';
  /**
   * Role of the simulated partner.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Party of the simulated partner.
   */
  party: string;
  /**
   * Name of the simulated partner.
   */
  name: string;
  /**
   * Id of the simulated partner's connection in the workspace.
   */
  connection: string;
  /**
   * Status of the simulated partner's connection.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
}
