// Generated from schemas/hub by scripts/generate.ts (npm run generate). Do not edit.

/**
 * What to change of an agreement; what is left out stays.
 */
export interface AgreementChange {
  /**
   * TERMINATED is final.
   */
  status?: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';
  /**
   * From when on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Until when (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * In place of valid_from: the first day, of the zone; null: at once.
   */
  first_day?: string | null;
  /**
   * In place of valid_to: the last day, of the zone, that is still in; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of the days, such as Europe/Amsterdam; UTC where nothing is said.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under it are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * What a file of agreements changes.
 */
export interface AgreementPlan {
  /**
   * Whether it has been done.
   */
  applied: boolean;
  /**
   * Agreements that are made.
   */
  create: WantedAgreement[];
  /**
   * Agreements that are changed.
   */
  change: {
    before: WantedAgreement;
    after: WantedAgreement;
  }[];
  /**
   * Agreements that are terminated.
   */
  end: WantedAgreement[];
  /**
   * How many stay as they are.
   */
  unchanged: number;
  /**
   * The pairs that begin or stop to exchange data by it.
   */
  flows: {
    /**
     * The operator.
     */
    cpo: string;
    /**
     * The provider.
     */
    emsp: string;
    /**
     * Whether they begin or stop to exchange data.
     */
    what: 'begins' | 'stops';
    /**
     * When; null: at once.
     */
    at: string | null;
    /**
     * What keeps the two from exchanging data all the same.
     */
    obstacles: string[];
    /**
     * How many objects come into sight, or go out of it, by module.
     */
    objects: {
      [k: string]: number;
    };
    /**
     * How many of them the hub pushes of itself when it begins (push_on_agreement); the partners read the others.
     */
    pushed: number;
  }[];
}

/**
 * The agreements of a hub as a file: what is not in it is to end, unless others are kept.
 */
export interface AgreementSet {
  /**
   * What is to come of agreements of other pairs: they are terminated, or stay as they are.
   */
  others?: 'end' | 'keep';
  /**
   * One for each pair.
   */
  agreements: WantedAgreement[];
}

/**
 * A roaming agreement as its operator sees it.
 */
export interface AgreementView {
  /**
   * Identifier.
   */
  id: string;
  cpo: PartyReference;
  emsp: PartyReference;
  /**
   * TERMINATED is final.
   */
  status: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';
  /**
   * From when on data is exchanged; null: at once.
   */
  valid_from: string | null;
  /**
   * Until when (exclusive); null: without end.
   */
  valid_to: string | null;
  /**
   * The first day, of the zone; null where it has no zone, or does not begin with a day.
   */
  first_day: string | null;
  /**
   * The last day, of the zone; null where it has no zone, or does not end with a day.
   */
  last_day: string | null;
  /**
   * Time zone in which the validity was given; null where it was given by times.
   */
  zone: string | null;
  /**
   * Whether Sessions and CDRs of sessions that began under it are still pushed and listed after its end.
   */
  run_off: boolean;
  /**
   * When the agreement was made.
   */
  created: string;
  /**
   * Whether the agreement lets data through now: active and inside its validity.
   */
  in_force: boolean;
  /**
   * What keeps the two from exchanging data all the same, in words: a party that is unknown, has not registered, is suspended, or is connected in the other role only. Empty where nothing does.
   */
  obstacles: string[];
}

/**
 * One kind of thing that needs a person: how often it is there, since when, and the first of them.
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
   * How many there are.
   */
  count: number;
  /**
   * Since when the oldest is there; null where that is not known.
   */
  since: string | null;
  /**
   * The first of them: of agreements those that end first, of others the oldest.
   *
   * @maxItems 5
   *
   * Items: One of them.
   */
  examples: {
    /**
     * The party concerned, such as DE*EMP.
     */
    party: string;
    /**
     * Id of its connection, where it has one.
     */
    connection: string | null;
    /**
     * Id of the object, sync or agreement; null where the connection is all there is.
     */
    id: string | null;
    /**
     * What is the matter, in words.
     */
    text: string;
    /**
     * Since when; of an agreement when it ends.
     */
    time: string | null;
  }[];
}

/**
 * The environment variables of the hub and the lab.
 */
export interface Configuration {
  /**
   * Port of OCPI, admin API, console, health and metrics; 0 takes any free one.
   */
  HUB_PORT: number;
  /**
   * Address to listen on.
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
   * Most connections of one process to PostgreSQL for reading and notes; beside them it has two.
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
   * Partners that are simulators, whose control API the admin API passes on; those of the lab in the lab.
   */
  HUB_SIMULATORS: string;
  /**
   * How long a pushed object, or one step of a handshake, may take.
   */
  HUB_PUSH_TIMEOUT_MS: number;
  /**
   * How long a real-time authorisation may take, its broadcast included.
   */
  HUB_AUTHORIZE_TIMEOUT_MS: number;
  /**
   * How long the asynchronous result of a command may take.
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
   * Least level that is logged.
   */
  LOG_LEVEL: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /**
   * How long one page of a pull may take.
   */
  HUB_PULL_TIMEOUT_MS: number;
  /**
   * How long a sync of one partner may take as a whole.
   */
  HUB_SYNC_TIMEOUT_MS: number;
  /**
   * For how many hours the trace keeps a request, within HUB_TRACE_MB.
   */
  HUB_TRACE_HOURS: number;
  /**
   * How many megabytes of requests the trace keeps at most; the oldest give way.
   */
  HUB_TRACE_MB: number;
  /**
   * How often an object that a partner cannot take is tried before others of its owner pass it; then it is parked and tried on its own.
   */
  HUB_PATIENCE: number;
  /**
   * The first pause before a page of a pull that failed for the moment is asked for again; each of the four after it is twice as long.
   */
  HUB_SYNC_PAUSE_MS: number;
  /**
   * The first pause before a sync that failed for the moment begins anew by itself; each further one is twice as long, at most an hour.
   */
  HUB_SYNC_AGAIN_MS: number;
  /**
   * By how much the window of a delta sync reaches back before the start of the last one.
   */
  HUB_SYNC_OVERLAP_MS: number;
  /**
   * How long a partner may be silent until it is asked for its versions.
   */
  HUB_PROBE_AFTER_MS: number;
  /**
   * When changes are pulled from every partner, in UTC.
   */
  HUB_SYNC_DELTA: string;
  /**
   * When everything is pulled from every partner, in UTC.
   */
  HUB_SYNC_FULL: string;
  /**
   * Networks that partner URLs may lead to whatever else is closed, such as a partner's VPN.
   */
  HUB_ALLOWED_NETWORKS: string;
  /**
   * Who tells the addresses of partners: `dns`, the system's name servers beside its hosts file; name servers of its own; or `getaddrinfo`, all that the operating system knows, two names at a time.
   */
  HUB_RESOLVER: string;
  /**
   * Whether URLs without TLS are handed out and called; by default as HUB_ALLOW_PRIVATE_NETWORKS.
   */
  HUB_ALLOW_HTTP?: boolean;
  /**
   * Whether HUB_HOST and HUB_ADMIN_HOST may be addresses that others can reach although neither TLS nor a proxy in HUB_TRUST_PROXY protects the tokens that travel.
   */
  HUB_LISTEN_WITHOUT_TLS: boolean;
  /**
   * Key of 32 bytes that seals the tokens of partners at rest; further keys, after commas, still open what they sealed. By default made once and kept in the data folder.
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
   * Address of its own for admin API, console and metrics; by default they share the hub's.
   */
  HUB_ADMIN_HOST?: string;
  /**
   * Port at HUB_ADMIN_HOST; 0 takes any free one.
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
   * Addresses of proxies whose X-Forwarded-For is believed.
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
   * Most workspaces at a time.
   */
  HUB_SANDBOX_WORKSPACES: number;
  /**
   * Most workspaces at a time that were opened from one address.
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
 * A run of the conformance suite against a partner, and how far it is.
 */
export interface ConformanceView {
  /**
   * Id of the run.
   */
  id: string;
  /**
   * Id of the connection.
   */
  connection: string;
  /**
   * Role of the partner.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Where the partner was found.
   */
  versions_url: string;
  /**
   * Whether nothing is written.
   */
  read_only: boolean;
  /**
   * It runs; there is a report; or it ended without one, and the error says why.
   */
  status: 'RUNNING' | 'DONE' | 'FAILED';
  /**
   * Start, ISO 8601.
   */
  started: string;
  /**
   * End, ISO 8601; null while it runs.
   */
  finished: string | null;
  verdicts: Verdicts;
  /**
   * The check that ended last.
   */
  latest: string | null;
  /**
   * What the partner has to do now, since the run waits for it; null when it waits for nothing.
   */
  waiting: string | null;
  /**
   * Whether no MUST of 2.1.1 was broken; null until there is a report.
   */
  conformant: boolean | null;
  /**
   * Why there is no report.
   */
  error: string | null;
}
/**
 * How many checks came to what so far.
 */
export interface Verdicts {
  /**
   * What was asked for holds.
   */
  passed: number;
  /**
   * A MUST of 2.1.1 does not hold.
   */
  failed: number;
  /**
   * Anything else does not hold.
   */
  warned: number;
  /**
   * The partner does not offer what the check needs.
   */
  skipped: number;
  /**
   * The suite itself failed.
   */
  broken: number;
}

/**
 * What to change of a connection; what is left out stays.
 */
export interface ConnectionChange {
  /**
   * SUSPENDED stops all exchange, REGISTERED takes it up again.
   */
  status?: 'REGISTERED' | 'SUSPENDED';
  /**
   * Name shown to the operator of the hub.
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
   * The operator's word that what the hub has of parties which another connection had goes with them: agreements, objects, and the Sessions and CDRs that are for them. Without it such parties are refused.
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
   * TOKEN_A for the partner, shown this once.
   */
  token?: string;
};

/**
 * Choices for one connection; what is left out keeps its value.
 */
export interface ConnectionOptionsChange {
  /**
   * Whether changes are pushed to this partner.
   */
  push?: boolean;
  /**
   * Whose party stands in the URLs of pushes: the owner's of the object, or the hub's.
   */
  push_as?: 'owner' | 'hub';
  /**
   * Whether the partner gets the current state of what it missed once it answers again.
   */
  catch_up?: boolean;
  /**
   * Whether the stock of a new agreement's other party is pushed at once.
   */
  push_on_agreement?: boolean;
  /**
   * Objects asked for per page when the hub pulls.
   */
  page_limit?: number;
  /**
   * Whether deviations from 2.1.1-d2 to the letter are refused instead of noted.
   */
  strict?: boolean;
  /**
   * Whether a GET of one Location without To headers is answered where only one agreed operator has that id.
   */
  infer_owner?: boolean;
  /**
   * Whether the custom module chargingprofiles is agreed with this partner and listed to it; who lists it himself gets it anyhow.
   */
  charging_profiles?: boolean;
  /**
   * Tax on the prices in this operator's Tariffs, which 2.1.1 does not tell: percent, or none where none applies. Readers of 2.2.1 get its Tariffs once it is set.
   */
  tax_percent?: number | 'none';
  /**
   * Time zone of this operator's Locations that tell none themselves and are in a country with several. Readers of 2.2.1, which asks for it, get such Locations once it is set; a wrong one shifts the hours of Tariffs.
   */
  time_zone?: string;
  /**
   * What stands in objects beside 2.1.1: owner adds country_code and party_id to Locations and Tariffs, all adds them inside Sessions and CDRs too and the Token to authorisations, none adds nothing and drops what 2.1.1-d2 has not, for systems that refuse unknown fields. To set it takes back what refusals taught.
   */
  extensions?: 'all' | 'owner' | 'none';
  /**
   * Whether a pushed Session or CDR of a driver whom nobody knows is held instead of refused with 4001.
   */
  hold_unbound?: boolean;
  /**
   * Hosts that the response_url of this partner's commands may lead to, by https, beside those of its own endpoints.
   *
   * @maxItems 20
   */
  response_hosts?: string[];
}

/**
 * A partner's style, learnt from its answers; what an operator sets counts before that, and null leaves it to the hub again.
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
   * Which URLs of the partner are called with a slash at the end: those of endpoints, or all.
   */
  trailing_slash?: 'never' | 'lists' | 'always' | null;
  /**
   * Whether optional fields without value are sent as null, lists as empty ones.
   */
  nulls?: 'omitted' | 'explicit' | null;
  /**
   * Whether times are sent without fractions of a second, and with Z.
   */
  dates?: 'as_given' | 'whole_seconds' | null;
  /**
   * Whether enum values that 2.1.1-d2 has not are sent as what says the same, or left out.
   */
  enums?: 'as_given' | 'known_only' | null;
  /**
   * What stands in objects beside 2.1.1: the option of the same name, unless refusals taught none.
   */
  extensions?: 'all' | 'owner' | 'none' | null;
  /**
   * Properties and enum values beside 2.1.1-d2 that this partner refuses by name, and so does not get.
   */
  drops?: string[] | null;
  /**
   * Objects per page that the partner answers in time; null while page_limit is fine.
   */
  page_size?: number | null;
  /**
   * Whether a platform of several parties gives the same lists and answers whichever of them it is asked for.
   */
  ignores_to?: boolean | null;
  /**
   * What of the partner's objects is mended instead of refused: numbers as text, times with an offset, unknown enum values.
   */
  repairs?: ('numbers' | 'dates' | 'enums')[] | null;
}

/**
 * A connection as its operator sees it; it never has a token.
 */
export interface ConnectionView {
  /**
   * Identifier.
   */
  id: string;
  /**
   * What the partner is on this connection.
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
   * Name shown to the operator of the hub.
   */
  name: string;
  /**
   * All parties of the platform, the default party first.
   */
  parties: PartyReference[];
  /**
   * PENDING until the handshake is done.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
  /**
   * Until when a second token of the partner opens the hub, because the answer to a renewal may have been lost; null: there is one token.
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
     * Module.
     */
    identifier: string;
    /**
     * Where it is.
     */
    url: string;
  }[];
  options: ConnectionOptionsChange;
  profile: ConnectionProfile;
  /**
   * What of the profile an operator has set.
   */
  profile_set: string[];
  /**
   * What of the profile the hub has learnt from the partner's answers.
   */
  profile_learnt: string[];
  /**
   * How passing changes on to this partner stands.
   */
  delivery: {
    /**
     * OFF while nothing is pushed to this partner.
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
     * Since when the partner is behind.
     */
    behind_since: string | null;
    /**
     * What stood in the way the last time.
     */
    last_error: string | null;
    /**
     * Objects that the partner could not take though others went through; each is tried on its own.
     */
    parked: number;
  };
  /**
   * When the connection was made.
   */
  created: string;
  /**
   * When it was last changed.
   */
  updated: string;
}

/**
 * What a receiver has otherwise than it should, in one part of the hub's order of changes.
 */
export interface ConvergenceView {
  /**
   * Objects that the receiver was asked for one by one, and showed or told that it has not.
   */
  shown: number;
  /**
   * Objects that it does not show, which are judged by what it has acknowledged.
   */
  acknowledged: number;
  /**
   * The objects that it has otherwise than it should, oldest change first.
   */
  differences: {
    /**
     * Module of the object.
     */
    module: ObjectModule;
    /**
     * Id that its owner gave it; of a Token its uid.
     */
    id: string;
    /**
     * Number of the change that made it what it should be.
     */
    changed: number;
    /**
     * It lacks it; it has another state of it; it has it though it was withdrawn; it does not say and has not acknowledged it.
     */
    is: 'missing' | 'different' | 'surplus' | 'unknown';
    /**
     * Why that is so, in words.
     */
    cause: string;
    /**
     * Whether it is being sent again.
     */
    resent: boolean;
  }[];
  /**
   * Number of the last change that this part has looked at.
   */
  until: number;
  /**
   * Where the next part begins; null when this was the last.
   */
  next: number | null;
}

/**
 * One OCPI request with headers and bodies.
 */
export type ExchangeDetail = ExchangeSummary & {
  /**
   * What was asked.
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
   * What was answered.
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
 * One OCPI request in or out of the hub, with what came of it.
 */
export interface ExchangeSummary {
  /**
   * Identifier.
   */
  id: string;
  /**
   * When it began.
   */
  time: string;
  /**
   * Into or out of the hub.
   */
  direction: 'IN' | 'OUT';
  /**
   * Id of the connection; null when the other side is not known.
   */
  connection: string | null;
  /**
   * Module, `credentials` or `versions`.
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
   * Milliseconds to the end of the answer.
   */
  duration_ms: number;
  /**
   * X-Request-ID.
   */
  request_id: string;
  /**
   * X-Correlation-ID: the same on all requests that one caused.
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
   * Party it is for.
   */
  to: string | null;
  /**
   * Deviations that were noticed.
   */
  findings: FindingView[];
  /**
   * Why there is no answer.
   */
  error: string | null;
  /**
   * How many requests without a valid token before this one the trace leaves out; it holds samples of them.
   */
  left_out?: number;
}

/**
 * One problem: where it is and what; about a partner, also the requirement, where the rule comes from and how to mend it.
 */
export interface FindingView {
  /**
   * JSON Pointer into the document, or `?name` of a query parameter.
   */
  pointer: string;
  /**
   * What is wrong, in words.
   */
  message: string;
  /**
   * Requirement that it breaks, such as LOC-27, where known.
   */
  requirement?: string;
  /**
   * Where the rule comes from; only 2.1.1 binds a partner.
   */
  origin?: '2.1.1' | '2.2 backport' | 'hub policy' | 'advice';
  /**
   * How to mend it.
   */
  mend?: string;
  /**
   * The hub let it pass, and says what it made of it.
   */
  lenient?: true;
}

/**
 * How a process is.
 */
export interface Health {
  /**
   * Whether it can be used.
   */
  status: 'ok' | 'unavailable';
}

/**
 * Whose a held object is.
 */
export interface HeldSettle {
  to: PartyReference;
}

/**
 * A Session or CDR that is kept back until it is known whose it is.
 */
export interface HeldView {
  /**
   * Identifier, for settling it.
   */
  id: string;
  /**
   * Its module.
   */
  module: 'sessions' | 'cdrs';
  owner: PartyReference;
  /**
   * The id its operator gave it.
   */
  object_id: string;
  /**
   * The contract it names.
   */
  auth_id: string;
  /**
   * Since when it is held.
   */
  since: string;
  /**
   * Providers that may be meant; none where nobody is known.
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
   * From when on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Until when (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * In place of valid_from: the first day, of the zone; null: at once.
   */
  first_day?: string | null;
  /**
   * In place of valid_to: the last day, of the zone, that is still in; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of the days, such as Europe/Amsterdam; UTC where nothing is said.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under it are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * A run of the conformance suite against a partner.
 */
export interface NewConformance {
  /**
   * Sends GET only, without a handshake of its own: safe in production. Default false.
   */
  read_only?: boolean;
  /**
   * The partner's versions; absent: those the connection knows.
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
   * Seconds that the partner has for what only it can begin, such as a command of a provider. Default 0.
   */
  wait?: number;
  /**
   * Address of the hub's machine at which the suite listens for the partner. Default 127.0.0.1.
   */
  host?: string;
  /**
   * Port at which it listens; 0, the default: any free one.
   */
  port?: number;
  /**
   * Public base URL of that address, for a partner on another machine.
   */
  url?: string;
}

/**
 * A partner to connect. With `versions_url` and `token` the hub starts the handshake itself.
 */
export interface NewConnection {
  /**
   * What the partner is on this connection.
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
   * Name shown to the operator of the hub.
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
   * The operator's word that what the hub has of parties which another connection had goes with them: agreements, objects, and the Sessions and CDRs that are for them. Without it such parties are refused.
   */
  takes_over?: true;
  /**
   * The partner's versions endpoint.
   */
  versions_url?: string;
  /**
   * TOKEN_A that the partner gave out.
   */
  token?: string;
  options?: ConnectionOptionsChange;
}

/**
 * Whose objects are to be compared with what which receiver has.
 */
export interface NewConvergence {
  /**
   * The owner of the objects.
   */
  from: PartyReference;
  /**
   * The receiver, which is asked for them one by one.
   */
  to: PartyReference;
  /**
   * Whether the receiver is sent again what it lacks or has otherwise.
   */
  mend?: boolean;
  /**
   * Only objects that have changed after this change of the hub's order: `next` of the part before.
   */
  after?: number;
  /**
   * Changes of the hub that one part looks at.
   */
  limit?: number;
}

/**
 * Which objects a partner gets again at once: what is parked or was refused; one that is named by its id in any case; with stored all that it may have.
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
   * Id of the object; of a Token its uid.
   */
  id?: string;
  /**
   * Not only what it has not taken, but all that is stored and that it may have.
   */
  stored?: boolean;
}

/**
 * The operator's word on whose a contract is, or all contracts with a beginning: one provider's, moved from one to another, or several providers' who may all.
 */
export interface NewSettlement {
  /**
   * The one contract; spellings of it count as one.
   */
  contract?: string;
  /**
   * How the contracts begin; give either contract or prefix.
   */
  prefix?: string;
  /**
   * Whose they are; several may all.
   *
   * @minItems 1
   * @maxItems 10
   */
  to: PartyReference[];
  from?: PartyReference;
  /**
   * Sessions that began earlier are those of from.
   */
  since?: string;
}

/**
 * A pull of a partner's objects.
 */
export interface NewSync {
  /**
   * Everything, or what changed since the last pull that succeeded.
   */
  type: 'full' | 'delta';
  /**
   * Which modules; absent: all the partner offers.
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
   * What the partner is: an operator (CPO) or a provider (EMSP).
   */
  role: 'CPO' | 'EMSP';
  /**
   * Name of the partner.
   */
  name: string;
  /**
   * The party under which the partner's system runs; absent: one that nobody else has.
   */
  party?: string;
  /**
   * The partner's versions endpoint, which is tried at once.
   */
  versions_url?: string;
}

/**
 * An address of the partner to try.
 */
export interface NewWorkspaceCallback {
  /**
   * The partner's versions endpoint.
   */
  versions_url: string;
}

/**
 * A run of the conformance suite against the partner's own system.
 */
export interface NewWorkspaceSuite {
  /**
   * Sends GET only, with the token of the registration. Default false.
   */
  read_only?: boolean;
  /**
   * A TOKEN_A that the partner's system made for the suite; with read_only absent.
   */
  token?: string;
  /**
   * The partner's versions; absent: those it registered with, else those that were tried.
   */
  versions_url?: string;
  /**
   * Areas and requirements, such as LOC or CRED-05; absent: all.
   *
   * @minItems 1
   */
  only?: string[];
  /**
   * Seconds that a provider has to give a command to the suite. Default 0.
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
   * Number of all that match.
   */
  total: number;
  /**
   * How many were left out.
   */
  offset: number;
  /**
   * How many were asked for.
   */
  limit: number;
  /**
   * The objects.
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
     * Id the owner gave it.
     */
    id: string;
    /**
     * What date filters test.
     */
    last_updated: string;
    /**
     * Number of its last change in the hub's order.
     */
    changed: number;
    /**
     * The one party it is for, such as ES*MSP; null where every agreed party may see it.
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
 * An object that a partner has not taken though others went through.
 */
export interface ParkedView {
  /**
   * Id of the connection of the partner that lacks it.
   */
  connection: string;
  partner: PartyReference;
  /**
   * Module of the object.
   */
  module: ObjectModule;
  /**
   * Country code of its owner.
   */
  country_code: string;
  /**
   * Party id of its owner.
   */
  party_id: string;
  /**
   * Id of the object; of a Token its uid.
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
   * Since when.
   */
  since: string;
  /**
   * How often it has been tried since.
   */
  attempts: number;
  /**
   * When it was tried last.
   */
  last_attempt: string;
  /**
   * When it is tried next; null where only a change or the operator leads to that.
   */
  next_attempt: string | null;
  /**
   * What stood in the way the last time.
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
 * What is wrong with a request (RFC 9457).
 */
export interface Problem {
  /**
   * Identifies the kind of problem.
   */
  type: string;
  /**
   * The kind in words.
   */
  title: string;
  /**
   * HTTP status.
   */
  status: number;
  /**
   * What is wrong with this request.
   */
  detail: string;
  /**
   * Path below the hub's URL of the page of the guide about this kind of problem.
   */
  help: string;
  /**
   * Every problem of the input.
   */
  errors?: FindingView[];
}

/**
 * How far a partner has come, and what is wrong with what it sends and answers.
 */
export interface ReportView {
  /**
   * Id of the connection.
   */
  connection: string;
  /**
   * Its default party, such as NL*ABC.
   */
  party: string;
  /**
   * Role of the partner.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Business name.
   */
  name: string;
  /**
   * Whether every step is done.
   */
  complete: boolean;
  /**
   * When this report was made.
   */
  made: string;
  /**
   * The part of the trace that was read.
   */
  window: {
    /**
     * Requests that were read.
     */
    requests: number;
    /**
     * When the oldest of them began; null when there are none.
     */
    since: string | null;
    /**
     * What was read, in words.
     */
    words: string;
  };
  /**
   * The checklist, in the order in which partners usually do it.
   */
  steps: ReportStep[];
  /**
   * What is wrong, grouped by requirement: the rules of 2.1.1 itself first, the most frequent first.
   */
  findings: ReportFinding[];
}
/**
 * One step.
 */
export interface ReportStep {
  /**
   * The step, for programs.
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
   * The step, in words.
   */
  title: string;
  /**
   * It works; it was not seen yet; or the last try did not succeed.
   */
  status: 'done' | 'missing' | 'failing';
  /**
   * What was seen, in words.
   */
  seen: string;
  /**
   * What to do next; null when it is done.
   */
  next: string | null;
  /**
   * Requests that were seen.
   */
  count: number;
  /**
   * Those of them that did not succeed.
   */
  failed: number;
  /**
   * The partner's objects that the hub holds; null where the step is not about such.
   */
  stored: number | null;
  /**
   * When the newest of them began.
   */
  last: string | null;
  /**
   * X-Request-IDs of the newest, to be looked up in the trace.
   */
  request_ids: string[];
}
/**
 * One requirement that is broken.
 */
export interface ReportFinding {
  /**
   * Its id; null where no rule is known.
   */
  requirement: string | null;
  /**
   * The requirement, in words.
   */
  words: string;
  /**
   * Where the rule comes from: 2.1.1, 2.2 backport, hub policy or advice; only 2.1.1 binds a partner.
   */
  origin: string | null;
  /**
   * Document and section.
   */
  source: string | null;
  /**
   * How to mend it.
   */
  mend: string | null;
  /**
   * How often it was found.
   */
  count: number;
  /**
   * The newest of them.
   */
  example: FindingView;
  /**
   * When it was found last.
   */
  last: string;
  /**
   * X-Request-ID of the newest request that shows it.
   */
  request_id: string;
}

/**
 * What has come of a resend: it is waited for ten seconds at most, and the rest goes on.
 */
export interface ResendView {
  /**
   * How many objects are sent again.
   */
  objects: number;
  /**
   * How many of them the partner has taken.
   */
  taken: number;
  /**
   * How many it has not taken.
   */
  failed: number;
  /**
   * How many are still on their way, or follow when it answers again.
   */
  waiting: number;
  /**
   * The first that failed.
   */
  errors: {
    module: ObjectModule;
    /**
     * Country code of the owner.
     */
    country_code: string;
    /**
     * Party id of the owner.
     */
    party_id: string;
    /**
     * Id of the object; of a Token its uid.
     */
    id: string;
    /**
     * What stood in the way.
     */
    error: string;
  }[];
}

/**
 * What the sandbox offers.
 */
export interface SandboxView {
  /**
   * How long a workspace lasts.
   */
  hours: number;
  /**
   * Whether there is room for another workspace.
   */
  open: boolean;
}

/**
 * An object as its owner wrote it and as a reader gets it, with the ledger of what lies between.
 */
export interface SeenObject {
  /**
   * The owner's side.
   */
  owner: {
    /**
     * The party, such as NL*ABC.
     */
    party: string;
    /**
     * The version of OCPI that it speaks.
     */
    version: '2.1.1' | '2.2.1';
    /**
     * The object as stored.
     */
    object: {};
  };
  /**
   * The reader's side.
   */
  reader: {
    /**
     * The party, such as DE*EMP.
     */
    party: string;
    /**
     * The version of OCPI that it speaks.
     */
    version: '2.1.1' | '2.2.1';
    /**
     * The object in its version and dialect; null where it is held.
     */
    object: {} | null;
  };
  /**
   * JSON pointers into the owner's object: what the reader does not get.
   */
  lost: string[];
  /**
   * JSON pointers into the reader's object: what nobody said.
   */
  invented: string[];
  /**
   * What the reader may misunderstand.
   */
  notes: string[];
  /**
   * Why the reader's version keeps it from the reader.
   */
  held: string | null;
}

/**
 * The operator's word on whose contracts are.
 */
export interface SettlementView {
  /**
   * Identifier.
   */
  id: string;
  /**
   * The one contract.
   */
  contract?: string;
  /**
   * How the contracts begin.
   */
  prefix?: string;
  /**
   * Whose they are.
   */
  to: PartyReference[];
  from?: PartyReference;
  /**
   * Sessions that began earlier are those of from.
   */
  since?: string;
  /**
   * When it was said.
   */
  created: string;
}

/**
 * A simulated partner of the lab; its control API is passed on below /admin/simulators/{id}/control.
 */
export interface SimulatorView {
  /**
   * Its party, such as ES*CPO.
   */
  id: string;
  /**
   * What it is.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Name shown to the operator of the hub.
   */
  name: string;
  /**
   * Id of its connection.
   */
  connection: string;
  /**
   * Where it listens.
   */
  url: string;
}

/**
 * A pull of a partner's objects and how far it is.
 */
export interface SyncView {
  /**
   * Id of the sync.
   */
  id: string;
  /**
   * Id of the connection.
   */
  connection: string;
  /**
   * Everything, or what changed since the last one.
   */
  type: 'full' | 'delta';
  /**
   * Whether it runs, and how it ended.
   */
  status: 'RUNNING' | 'DONE' | 'FAILED';
  /**
   * What was done, module by module.
   */
  modules: {
    /**
     * Module id.
     */
    module: string;
    /**
     * Start of the window, inclusive; null: none.
     */
    date_from: string | null;
    /**
     * End of the window, exclusive.
     */
    date_to: string;
    /**
     * Pages read.
     */
    pages: number;
    /**
     * Objects on them.
     */
    received: number;
    /**
     * Objects that the partner counts on the lists opened so far; null where it does not tell.
     */
    expected?: number | null;
    /**
     * Objects that were new or changed.
     */
    stored: number;
    /**
     * Objects already known so, or older than ours.
     */
    unchanged: number;
    /**
     * Objects that were not taken.
     */
    rejected: number;
    /**
     * Objects no longer on a complete list.
     */
    removed: number;
    /**
     * Objects no longer on a complete list that stay until the operator confirms, or until a full sync an hour later lacks them too.
     */
    held: number;
    /**
     * Why it ended early.
     */
    error: string | null;
    /**
     * What the operator should know though nothing failed.
     */
    warnings: string[];
    /**
     * The first objects not taken, and why.
     */
    rejections: {
      /**
       * Which object of the lists read it was, from 0.
       */
      place: number;
      /**
       * The object's id.
       */
      id: string;
      /**
       * Its problems.
       */
      findings: FindingView[];
    }[];
  }[];
  /**
   * Start, ISO 8601.
   */
  started: string;
  /**
   * End, ISO 8601; null while it runs.
   */
  finished: string | null;
  /**
   * When what failed for the moment begins anew by itself, ISO 8601; null where nothing does.
   */
  again_at: string | null;
}

/**
 * An agreement as a file of agreements has it.
 */
export interface WantedAgreement {
  /**
   * The operator.
   */
  cpo: string;
  /**
   * The provider.
   */
  emsp: string;
  /**
   * Whether it lets data through.
   */
  status?: 'ACTIVE' | 'SUSPENDED';
  /**
   * From when on data is exchanged; null or absent: at once.
   */
  valid_from?: string | null;
  /**
   * Until when (exclusive); null or absent: without end.
   */
  valid_to?: string | null;
  /**
   * In place of valid_from: the first day, of the zone; null: at once.
   */
  first_day?: string | null;
  /**
   * In place of valid_to: the last day, of the zone, that is still in; null: without end.
   */
  last_day?: string | null;
  /**
   * Time zone of the days, such as Europe/Amsterdam; UTC where nothing is said.
   */
  zone?: string;
  /**
   * Whether Sessions and CDRs of sessions that began under it are still pushed and listed, and their STOP_SESSION passed, after its end.
   */
  run_off?: boolean;
}

/**
 * Why an object has or has not reached a receiver.
 */
export interface WhyView {
  /**
   * The answer in one sentence: the object, the receiver, and the first of the reasons.
   */
  answer: string;
  /**
   * Whether the receiver has the newest state that the hub knows of; null where neither what is noted nor the trace tells.
   */
  delivered: boolean | null;
  /**
   * Everything that tells why, the weightiest first.
   *
   * @minItems 1
   *
   * Items: One reason.
   */
  reasons: {
    /**
     * The reason, for programs.
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
     * The reason, in words, with the partner's own where it gave some.
     */
    text: string;
    /**
     * Since when it is so, or when it happened.
     */
    since?: string;
    /**
     * X-Request-ID of the request that shows it, to be looked up in the trace.
     */
    request_id?: string;
  }[];
}

/**
 * A workspace that was opened or reset, with what is shown this once.
 */
export interface WorkspaceCreated {
  workspace: WorkspaceView;
  /**
   * TOKEN_A of the partner.
   */
  token: string;
  /**
   * What opens the workspace, as a bearer token; absent after a reset, which keeps it.
   */
  secret?: string;
  /**
   * The page of the workspace, which the secret opens; absent after a reset.
   */
  link?: string;
}

/**
 * The last full run of the suite; null: none is over.
 */
export type WorkspaceVerdict = {
  /**
   * Id of the run.
   */
  id: string;
  /**
   * When it was over.
   */
  finished: string;
  /**
   * Whether nothing is broken that 2.1.1 demands.
   */
  conformant: boolean;
  /**
   * Checks by verdict.
   */
  verdicts: {
    /**
     * passed
     */
    passed: number;
    /**
     * failed
     */
    failed: number;
    /**
     * warned
     */
    warned: number;
    /**
     * skipped
     */
    skipped: number;
    /**
     * broken
     */
    broken: number;
  };
  /**
   * Every profile of its role.
   */
  profiles: WorkspaceProfile[];
} | null;

/**
 * What a partner is ready for: its checklist, and the profiles of the last full run of the suite.
 */
export interface WorkspaceReadiness {
  /**
   * The profiles that it is ready for.
   */
  ready_for: string[];
  /**
   * Steps of the checklist.
   */
  checklist: {
    /**
     * Steps that are done.
     */
    done: number;
    /**
     * All steps.
     */
    all: number;
  };
  run: WorkspaceVerdict;
}
/**
 * A profile.
 */
export interface WorkspaceProfile {
  /**
   * Its name.
   */
  profile: string;
  /**
   * How far it is.
   */
  verdict: 'ready' | 'not ready' | 'not offered' | 'not seen';
  /**
   * Why, in words; empty when ready.
   */
  why: string;
}

/**
 * How the partner's address was last tried; null: not yet.
 */
export type WorkspaceCallback = {
  /**
   * The address, secrets in its query masked.
   */
  versions_url: string;
  /**
   * Whether something answers there by HTTP.
   */
  reachable: boolean;
  /**
   * Whether what answers looks like a versions endpoint: a list of versions, or 401 for lack of a token.
   */
  ready: boolean;
  /**
   * HTTP status of the answer; null where none came.
   */
  http_status: number | null;
  /**
   * What was seen, and what to do.
   */
  words: string;
  /**
   * When.
   */
  tried: string;
} | null;

/**
 * A workspace of the sandbox; no token is in it.
 */
export interface WorkspaceView {
  /**
   * Id of the workspace.
   */
  id: string;
  /**
   * What the partner is: an operator (CPO) or a provider (EMSP).
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
   * When it was opened.
   */
  created: string;
  /**
   * When it is removed with all that is in it.
   */
  until: string;
  /**
   * Whether it holds so much that it takes no OCPI requests until it is reset.
   */
  full: boolean;
  /**
   * Id of the partner's connection in the workspace.
   */
  connection: string;
  /**
   * Status of that connection.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
  /**
   * The versions endpoint of the workspace's hub, at which the partner registers with TOKEN_A.
   */
  hub_versions_url: string;
  callback: WorkspaceCallback;
  /**
   * Whom the partner has agreements with.
   */
  stand_ins: WorkspaceStandIn[];
}
/**
 * A simulated partner of the workspace.
 */
export interface WorkspaceStandIn {
  /**
   * Its control API is below /stand-ins/{id}/control.
   */
  id: 'operator' | 'provider';
  /**
   * Its role.
   */
  role: 'CPO' | 'EMSP';
  /**
   * Its party.
   */
  party: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * Id of its connection in the workspace.
   */
  connection: string;
  /**
   * Status of its connection.
   */
  status: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
}
