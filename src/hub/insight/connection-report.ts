import { objectModules } from '../../ocpi/editions/modules.ts';
import { editions } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreementsWith, inForce } from '../market/connection-index.ts';
import { dialectOf, learntOf, profileOf } from '../market/learnt-partner-profile.ts';
import { findConnection } from '../partners/connections.ts';
import { versionsUrlFor } from '../partners/credentials-handshake.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ReportStep, ReportView } from '../types.generated.ts';
import { groupFindings } from './group-findings-by-rule.ts';
import { judgeStep, lineOf, type Seen, seenOf } from './judge-onboarding-step.ts';
import { withMarks } from './last-requests-of-partners.ts';
import { onboarding } from './onboarding-steps.ts';

/**
 * Number of requests of one module in one direction that are read for a report: its cost does not grow with the
 * journal.
 */
const lookBack = 250;

/**
 * Reports how far a partner has come and which errors it makes, from the registry, the stored objects and the journal
 * of exchanges.
 */
export async function connectionReport(hub: Hub, id: string): Promise<ReportView> {
  const connection = findConnection(hub, id);
  const seen = await withMarks(hub.store.notes, connection.id, await readTrace(hub, connection));
  const stored = await countStored(hub, connection.parties);
  const steps = [
    handshake(hub, connection, seen),
    agreement(hub, connection),
    dialect(connection),
    ...onboarding[connection.role].map((step) => judgeStep(step, connection, seen, stored)),
  ];
  const since = seen.map(({ time }) => time).sort()[0] ?? null;
  return {
    connection: connection.id,
    party: connection.party,
    role: connection.role,
    name: connection.name,
    complete: steps.every(({ status }) => status === 'done'),
    made: new Date(hub.now()).toISOString(),
    window: {
      requests: seen.length,
      since,
      words: `the newest ${lookBack} requests of each module in each direction that the trace still holds, and of older ones the last of each kind, by outcome and by what was found`,
    },
    steps,
    findings: groupFindings(seen),
  };
}

/**
 * Reads the exchanges for a report from the journal, one module after the other, so that few bodies are in memory at a
 * time.
 */
async function readTrace(hub: Hub, { id }: Connection): Promise<Seen[]> {
  const seen: Seen[] = [];
  const modules = ['versions', 'credentials', ...objectModules, 'commands', 'chargingprofiles'];
  for (const module of modules) {
    for (const direction of ['IN', 'OUT']) {
      const found = await hub.store.journal.find({ connection: id, module, direction, limit: lookBack });
      seen.push(...found.map(seenOf));
    }
  }
  return seen;
}

async function countStored(hub: Hub, parties: Party[]): Promise<Map<string, number>> {
  const visible = parties.map((owner) => ({ owner }));
  const totals = objectModules.map(async (module) => {
    const { total } = await hub.store.objects.list({ module, visible, offset: 0, limit: 1 });
    return [module, total] as const;
  });
  return new Map(await Promise.all(totals));
}

function handshake(hub: Hub, connection: Connection, seen: Seen[]): ReportStep {
  const tries = seen.filter(({ module }) => module === 'credentials' || module === 'versions');
  const [last] = tries.filter(({ module, method }) => module === 'credentials' && method !== 'GET');
  const { status } = connection;
  const refused = status === 'PENDING' && last !== undefined && last.ok === false;
  const url = versionsUrlFor(hub, connection);
  const next: Record<Connection['status'], string | null> = {
    REGISTERED: null,
    PENDING: `${refused ? `Your last try was refused: ${lineOf(last)}. ` : ''}GET ${url} with TOKEN_A, then the details of ${editions.map(({ version }) => version).join(' or ')}, then POST your Credentials to the endpoint credentials.`,
    SUSPENDED: 'The operator of the hub has suspended this connection, and resumes it.',
    UNREGISTERED: 'Ask the operator of the hub for a new TOKEN_A, and register again.',
  };
  return {
    step: 'handshake',
    title: 'It is registered',
    status: status === 'REGISTERED' ? 'done' : refused || status === 'SUSPENDED' ? 'failing' : 'missing',
    seen: `The connection is ${status}`,
    next: next[status],
    count: tries.length,
    failed: tries.filter(({ ok }) => ok === false).length,
    stored: null,
    last: last?.time ?? null,
    request_ids: last ? [last.request_id] : [],
  };
}

/**
 * The onboarding step about the partner's dialect: always done, by an answer, by lessons from its refusals, or by
 * default (EXT-23).
 */
function dialect(connection: Connection): ReportStep {
  const { extensions } = dialectOf(connection);
  const { drops } = profileOf(connection);
  const isLearnt = learntOf(connection).includes('extensions');
  const isSaid = isLearnt || connection.options.extensions !== undefined;
  const open = `: nobody has said whether its system refuses unknown fields; if it does, or drops objects that have them, set it to "none" ("ocpi-hub options '${connection.party}' extensions=none")`;
  return {
    step: 'dialect',
    title: 'It is written to so that it can read it',
    status: 'done',
    seen: `extensions is ${extensions}${isLearnt ? ', learnt' : ''}${isSaid ? '' : open}${drops.length > 0 ? `; left out because it refuses them: ${drops.join(', ')}` : ''}`,
    next: null,
    count: 0,
    failed: 0,
    stored: null,
    last: null,
    request_ids: [],
  };
}

function agreement(hub: Hub, { parties, role }: Connection): ReportStep {
  const state = hub.store.registry.read();
  const own = parties
    .flatMap((party) => agreementsWith(state, role, party))
    .filter(({ deleted }) => !deleted);
  const now = own.filter((one) => inForce(one, hub.now()));
  const others = now.map(({ cpo, emsp }) => (role === 'CPO' ? emsp : cpo));
  return {
    step: 'agreement',
    title: 'It has somebody to exchange data with',
    status: now.length > 0 ? 'done' : 'missing',
    seen:
      now.length > 0
        ? `${now.length} in force, with ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}`
        : `${own.length} known, none in force`,
    next:
      now.length > 0
        ? null
        : 'The operator of the hub makes an agreement with a partner of the other role ("ocpi-hub agree create").',
    count: 0,
    failed: 0,
    stored: null,
    last: null,
    request_ids: [],
  };
}
