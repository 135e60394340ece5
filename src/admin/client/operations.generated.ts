// Generated from docs/openapi/admin.json by scripts/generate.ts (npm run generate). Do not edit.

import type {
  AgreementChange,
  AgreementPlan,
  AgreementSet,
  AgreementView,
  AttentionView,
  ConformanceView,
  ConnectionChange,
  ConnectionCreated,
  ConnectionView,
  ConvergenceView,
  ExchangeDetail,
  ExchangeSummary,
  Health,
  HeldSettle,
  HeldView,
  NewAgreement,
  NewConformance,
  NewConnection,
  NewConvergence,
  NewResend,
  NewSettlement,
  NewSync,
  ObjectPage,
  ParkedView,
  ReportView,
  ResendView,
  SeenObject,
  SettlementView,
  SimulatorView,
  SyncView,
  WhyView,
} from '../../hub/types.generated.ts';

/** A page of a list: how many there are in all, and where the next page is. */
export interface Page<T> {
  items: T[];
  total: number;
  /** URL of the next page; absent on the last. */
  next?: string;
}

/** Everything that the admin API can be asked. */
export interface AdminApi {
  /** Prepare a connection, or register with a partner. `POST /admin/connections` */
  createConnection(given: { body: NewConnection }): Promise<ConnectionCreated>;
  /** Connections, oldest first. `GET /admin/connections` */
  listConnections(given?: { role?: 'CPO' | 'EMSP'; status?: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED'; party?: string; delivery?: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF'; parked?: 'yes' | 'no'; trouble?: 'registration_failed' | 'sync_failed' | 'retirement_waiting' | 'behind' | 'parked'; q?: string; sort?: 'created' | '-created' | 'updated' | '-updated' | 'name' | '-name' | 'party' | '-party' | 'role' | '-role' | 'status' | '-status' | 'pending' | '-pending' | 'parked' | '-parked' | 'behind_since' | '-behind_since'; limit?: number; cursor?: string }): Promise<Page<ConnectionView>>;
  /** One connection. `GET /admin/connections/{id}` */
  showConnection(given: { id: string }): Promise<ConnectionView>;
  /** Change name, parties or options; suspend, resume. `PATCH /admin/connections/{id}` */
  changeConnection(given: { id: string; body: ConnectionChange }): Promise<ConnectionView>;
  /** Unregister; what the partner gave stays. `DELETE /admin/connections/{id}` */
  removeConnection(given: { id: string }): Promise<ConnectionView>;
  /** Renew the credentials at the partner. `POST /admin/connections/{id}/rotate` */
  rotateConnection(given: { id: string }): Promise<ConnectionView>;
  /** Make a new TOKEN_A for a partner that has not registered yet; the one before is dead. `POST /admin/connections/{id}/invite` */
  inviteAgain(given: { id: string }): Promise<ConnectionCreated>;
  /** End at once the old token, which still works beside the new one after a renewal. `DELETE /admin/connections/{id}/old-token` */
  endOldToken(given: { id: string }): Promise<ConnectionView>;
  /** How far a partner has come, and what is wrong with what it sends; as a page with Accept: text/html. `GET /admin/connections/{id}/report` */
  reportConnection(given: { id: string; format?: 'json' | 'html' }): Promise<ReportView>;
  /** The reports of several partners, found and sorted like connections. `GET /admin/reports` */
  listReports(given?: { role?: 'CPO' | 'EMSP'; status?: 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED'; party?: string; delivery?: 'LIVE' | 'BEHIND' | 'DOWN' | 'OFF'; parked?: 'yes' | 'no'; trouble?: 'registration_failed' | 'sync_failed' | 'retirement_waiting' | 'behind' | 'parked'; q?: string; sort?: 'created' | '-created' | 'updated' | '-updated' | 'name' | '-name' | 'party' | '-party' | 'role' | '-role' | 'status' | '-status' | 'pending' | '-pending' | 'parked' | '-parked' | 'behind_since' | '-behind_since'; limit?: number; cursor?: string }): Promise<Page<ReportView>>;
  /** Objects that a partner has not accepted although it accepted others: parked, refused, given back to their sender. `GET /admin/connections/{id}/parked` */
  listParked(given: { id: string; module?: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens'; state?: 'PARKED' | 'REFUSED' | 'RETURNED'; owner?: string; party?: string; q?: string; sort?: 'since' | '-since' | 'attempts' | '-attempts' | 'module' | '-module' | 'owner' | '-owner' | 'state' | '-state'; limit?: number; cursor?: string }): Promise<Page<ParkedView>>;
  /** Objects that partners have not accepted although they accepted others, the longest waiting first. `GET /admin/parked` */
  listAllParked(given?: { module?: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens'; state?: 'PARKED' | 'REFUSED' | 'RETURNED'; owner?: string; party?: string; q?: string; sort?: 'since' | '-since' | 'attempts' | '-attempts' | 'module' | '-module' | 'owner' | '-owner' | 'state' | '-state'; limit?: number; cursor?: string }): Promise<Page<ParkedView>>;
  /** Send again at once what is parked or was refused, one object, or all that is stored of a module. `POST /admin/connections/{id}/resend` */
  resend(given: { id: string; body: NewResend }): Promise<ResendView>;
  /** Pull the partner's objects. `POST /admin/connections/{id}/syncs` */
  startSync(given: { id: string; body: NewSync }): Promise<SyncView>;
  /** Pulls of the last days, newest first. `GET /admin/syncs` */
  listSyncs(given?: { connection?: string; party?: string; type?: 'full' | 'delta'; status?: 'RUNNING' | 'DONE' | 'FAILED'; held?: 'yes' | 'no'; q?: string; sort?: 'started' | '-started' | 'finished' | '-finished' | 'status' | '-status' | 'connection' | '-connection'; limit?: number; cursor?: string }): Promise<Page<SyncView>>;
  /** One pull and how far it is. `GET /admin/syncs/{id}` */
  showSync(given: { id: string }): Promise<SyncView>;
  /** Remove the objects that a full sync no longer found and kept because there were so many. `POST /admin/syncs/{id}/confirm` */
  confirmSync(given: { id: string }): Promise<SyncView>;
  /** Check a partner with the conformance suite; one run at a time. `POST /admin/connections/{id}/conformance` */
  startConformance(given: { id: string; body: NewConformance }): Promise<ConformanceView>;
  /** The newest conformance runs of this process, newest first. `GET /admin/conformance` */
  listConformance(): Promise<ConformanceView[]>;
  /** One conformance run and how far it is. `GET /admin/conformance/{id}` */
  showConformance(given: { id: string }): Promise<ConformanceView>;
  /** End a conformance run early: what it wrote is taken back. `DELETE /admin/conformance/{id}` */
  endConformance(given: { id: string }): Promise<ConformanceView>;
  /** The report of a conformance run that is over; as a page with Accept: text/html. `GET /admin/conformance/{id}/report` */
  reportConformance(given: { id: string; format?: 'html' | 'json' | 'junit' | 'markdown' }): Promise<Response>;
  /** Sessions and CDRs that the hub withholds until their provider is known, oldest first. `GET /admin/held` */
  listHeld(given?: { module?: 'sessions' | 'cdrs'; party?: string; q?: string; sort?: 'since' | '-since' | 'owner' | '-owner' | 'auth_id' | '-auth_id' | 'module' | '-module'; limit?: number; cursor?: string }): Promise<Page<HeldView>>;
  /** Deliver a withheld Session or CDR to the provider that it is for. `POST /admin/held/{id}` */
  settleHeld(given: { id: string; body: HeldSettle }): Promise<HeldView>;
  /** Say that a withheld Session or CDR belongs to no provider: it is shown to none, and waits no more. `DELETE /admin/held/{id}` */
  dismissHeld(given: { id: string }): Promise<void>;
  /** Rules that name the provider of contracts, oldest first. `GET /admin/settlements` */
  listSettlements(given?: { party?: string; q?: string; sort?: 'created' | '-created' | 'contract' | '-contract'; limit?: number; cursor?: string }): Promise<Page<SettlementView>>;
  /** Name the provider of a contract, or of all contracts with a common beginning. `POST /admin/settlements` */
  createSettlement(given: { body: NewSettlement }): Promise<SettlementView>;
  /** Remove a rule that names the provider of contracts. `DELETE /admin/settlements/{id}` */
  removeSettlement(given: { id: string }): Promise<void>;
  /** Let an operator and a provider exchange data; or a list of pairs, all or none. `POST /admin/agreements` */
  createAgreement(given: { body: NewAgreement | NewAgreement[] }): Promise<AgreementView | AgreementView[]>;
  /** Agreements, oldest first. `GET /admin/agreements` */
  listAgreements(given?: { status?: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED'; party?: string; cpo?: string; emsp?: string; in_force?: 'yes' | 'no'; obstacles?: 'yes' | 'no'; ends_before?: string; q?: string; sort?: 'created' | '-created' | 'cpo' | '-cpo' | 'emsp' | '-emsp' | 'status' | '-status' | 'valid_from' | '-valid_from' | 'valid_to' | '-valid_to'; limit?: number; cursor?: string }): Promise<Page<AgreementView>>;
  /** All agreements that have not been terminated, as a file. `GET /admin/agreements/export` */
  exportAgreements(): Promise<AgreementSet>;
  /** The changes that a file of agreements would make, and the parties that would begin or stop to exchange data. `POST /admin/agreements/plan` */
  planAgreements(given: { body: AgreementSet }): Promise<AgreementPlan>;
  /** Make the agreements those of a file: all of it or nothing, and nothing the second time. `POST /admin/agreements/apply` */
  applyAgreements(given: { body: AgreementSet }): Promise<AgreementPlan>;
  /** One agreement. `GET /admin/agreements/{id}` */
  showAgreement(given: { id: string }): Promise<AgreementView>;
  /** Change status or validity. `PATCH /admin/agreements/{id}` */
  changeAgreement(given: { id: string; body: AgreementChange }): Promise<AgreementView>;
  /** End an agreement and take it off the list. `DELETE /admin/agreements/{id}` */
  removeAgreement(given: { id: string }): Promise<void>;
  /** OCPI requests in and out, newest first. `GET /admin/requests` */
  listRequests(given?: { request_id?: string; correlation_id?: string; connection?: string; party?: string; module?: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens' | 'commands' | 'chargingprofiles' | 'credentials' | 'versions'; direction?: 'IN' | 'OUT'; status?: number; finding?: string; header?: string; since?: string; before?: string; limit?: number }): Promise<Page<ExchangeSummary>>;
  /** All OCPI requests with headers and bodies, tokens masked: one JSON text a line, newest first. `GET /admin/requests/export` */
  exportRequests(given?: { request_id?: string; correlation_id?: string; connection?: string; party?: string; module?: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens' | 'commands' | 'chargingprofiles' | 'credentials' | 'versions'; direction?: 'IN' | 'OUT'; status?: number; finding?: string; header?: string; since?: string }): Promise<Response>;
  /** OCPI requests as they end: server-sent events named exchange, each with a summary as JSON. `GET /admin/requests/stream` */
  streamRequests(): Promise<Response>;
  /** One OCPI request with headers and bodies, tokens masked. `GET /admin/requests/{id}` */
  showRequest(given: { id: string }): Promise<ExchangeDetail>;
  /** The objects of a module that the hub stores: of one owner, or of all. `GET /admin/objects/{module}` */
  listObjects(given: { module: string; country_code?: string; party_id?: string; id?: string; q?: string; disputed?: 'yes'; sort?: 'created' | '-created'; offset?: number; limit?: number }): Promise<ObjectPage>;
  /** The pushes of an object by its owner and by the hub, newest first. `GET /admin/objects/{module}/writes` */
  listWrites(given: { module: string; country_code: string; party_id: string; id: string }): Promise<ExchangeSummary[]>;
  /** Why an object has or has not reached a receiver, in words. `GET /admin/why` */
  why(given: { module: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens'; country_code: string; party_id: string; id: string; to: string }): Promise<WhyView>;
  /** An object as its owner wrote it and as a receiver reads it, with what is lost, made up or withheld. `GET /admin/see` */
  see(given: { module: 'locations' | 'tariffs' | 'sessions' | 'cdrs' | 'tokens'; country_code: string; party_id: string; id: string; to: string }): Promise<SeenObject>;
  /** Compare what a receiver has of an owner with what it should have, and send again what differs. `POST /admin/converge` */
  converge(given: { body: NewConvergence }): Promise<ConvergenceView>;
  /** All that the hub keeps but the trace, while it goes on: lines of JSON, compressed by gzip; tokens of partners stay sealed. `GET /admin/backup` */
  backup(): Promise<Response>;
  /** Troubles for the operator, kind by kind: failed registrations and syncs, objects that wait for a decision, partners that lag behind. `GET /admin/attention` */
  listAttention(): Promise<AttentionView[]>;
  /** The simulated partners of the lab; their control API is passed on below /admin/simulators/{id}/control. `GET /admin/simulators` */
  listSimulators(): Promise<SimulatorView[]>;
  /** This API as an OpenAPI 3.1 document. `GET /admin/openapi.json` */
  describe(): Promise<unknown>;
  /** The same as /health/ready, for whoever asks without knowing more. `GET /health` */
  health(): Promise<Health>;
  /** Whether the process runs. `GET /health/live` */
  live(): Promise<Health>;
  /** Whether the store answers; 503 when it does not. `GET /health/ready` */
  ready(): Promise<Health>;
  /** Counts and times in Prometheus text format. `GET /metrics` */
  metrics(): Promise<Response>;
}

/** The form in which an operation returns the answer: parsed, as a page, as nothing, or as it came. */
export type AnswerKind = 'json' | 'page' | 'none' | 'response';

/** How each question goes over the wire: method, path, parameters of the query, and what becomes of the answer. */
// biome-ignore format: a table
export const operations: Record<keyof AdminApi, [method: string, path: string, query: string[], answer: AnswerKind]> = {
  createConnection: ['POST', '/admin/connections', [], 'json'],
  listConnections: ['GET', '/admin/connections', ['role', 'status', 'party', 'delivery', 'parked', 'trouble', 'q', 'sort', 'limit', 'cursor'], 'page'],
  showConnection: ['GET', '/admin/connections/{id}', [], 'json'],
  changeConnection: ['PATCH', '/admin/connections/{id}', [], 'json'],
  removeConnection: ['DELETE', '/admin/connections/{id}', [], 'json'],
  rotateConnection: ['POST', '/admin/connections/{id}/rotate', [], 'json'],
  inviteAgain: ['POST', '/admin/connections/{id}/invite', [], 'json'],
  endOldToken: ['DELETE', '/admin/connections/{id}/old-token', [], 'json'],
  reportConnection: ['GET', '/admin/connections/{id}/report', ['format'], 'json'],
  listReports: ['GET', '/admin/reports', ['role', 'status', 'party', 'delivery', 'parked', 'trouble', 'q', 'sort', 'limit', 'cursor'], 'page'],
  listParked: ['GET', '/admin/connections/{id}/parked', ['module', 'state', 'owner', 'party', 'q', 'sort', 'limit', 'cursor'], 'page'],
  listAllParked: ['GET', '/admin/parked', ['module', 'state', 'owner', 'party', 'q', 'sort', 'limit', 'cursor'], 'page'],
  resend: ['POST', '/admin/connections/{id}/resend', [], 'json'],
  startSync: ['POST', '/admin/connections/{id}/syncs', [], 'json'],
  listSyncs: ['GET', '/admin/syncs', ['connection', 'party', 'type', 'status', 'held', 'q', 'sort', 'limit', 'cursor'], 'page'],
  showSync: ['GET', '/admin/syncs/{id}', [], 'json'],
  confirmSync: ['POST', '/admin/syncs/{id}/confirm', [], 'json'],
  startConformance: ['POST', '/admin/connections/{id}/conformance', [], 'json'],
  listConformance: ['GET', '/admin/conformance', [], 'json'],
  showConformance: ['GET', '/admin/conformance/{id}', [], 'json'],
  endConformance: ['DELETE', '/admin/conformance/{id}', [], 'json'],
  reportConformance: ['GET', '/admin/conformance/{id}/report', ['format'], 'response'],
  listHeld: ['GET', '/admin/held', ['module', 'party', 'q', 'sort', 'limit', 'cursor'], 'page'],
  settleHeld: ['POST', '/admin/held/{id}', [], 'json'],
  dismissHeld: ['DELETE', '/admin/held/{id}', [], 'none'],
  listSettlements: ['GET', '/admin/settlements', ['party', 'q', 'sort', 'limit', 'cursor'], 'page'],
  createSettlement: ['POST', '/admin/settlements', [], 'json'],
  removeSettlement: ['DELETE', '/admin/settlements/{id}', [], 'none'],
  createAgreement: ['POST', '/admin/agreements', [], 'json'],
  listAgreements: ['GET', '/admin/agreements', ['status', 'party', 'cpo', 'emsp', 'in_force', 'obstacles', 'ends_before', 'q', 'sort', 'limit', 'cursor'], 'page'],
  exportAgreements: ['GET', '/admin/agreements/export', [], 'json'],
  planAgreements: ['POST', '/admin/agreements/plan', [], 'json'],
  applyAgreements: ['POST', '/admin/agreements/apply', [], 'json'],
  showAgreement: ['GET', '/admin/agreements/{id}', [], 'json'],
  changeAgreement: ['PATCH', '/admin/agreements/{id}', [], 'json'],
  removeAgreement: ['DELETE', '/admin/agreements/{id}', [], 'none'],
  listRequests: ['GET', '/admin/requests', ['request_id', 'correlation_id', 'connection', 'party', 'module', 'direction', 'status', 'finding', 'header', 'since', 'before', 'limit'], 'page'],
  exportRequests: ['GET', '/admin/requests/export', ['request_id', 'correlation_id', 'connection', 'party', 'module', 'direction', 'status', 'finding', 'header', 'since'], 'response'],
  streamRequests: ['GET', '/admin/requests/stream', [], 'response'],
  showRequest: ['GET', '/admin/requests/{id}', [], 'json'],
  listObjects: ['GET', '/admin/objects/{module}', ['country_code', 'party_id', 'id', 'q', 'disputed', 'sort', 'offset', 'limit'], 'json'],
  listWrites: ['GET', '/admin/objects/{module}/writes', ['country_code', 'party_id', 'id'], 'json'],
  why: ['GET', '/admin/why', ['module', 'country_code', 'party_id', 'id', 'to'], 'json'],
  see: ['GET', '/admin/see', ['module', 'country_code', 'party_id', 'id', 'to'], 'json'],
  converge: ['POST', '/admin/converge', [], 'json'],
  backup: ['GET', '/admin/backup', [], 'response'],
  listAttention: ['GET', '/admin/attention', [], 'json'],
  listSimulators: ['GET', '/admin/simulators', [], 'json'],
  describe: ['GET', '/admin/openapi.json', [], 'json'],
  health: ['GET', '/health', [], 'json'],
  live: ['GET', '/health/live', [], 'json'],
  ready: ['GET', '/health/ready', [], 'json'],
  metrics: ['GET', '/metrics', [], 'response'],
};
