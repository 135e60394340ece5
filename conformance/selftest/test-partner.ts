import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../simulators/faults/faults-in-force.ts';
import { keyOf } from '../../simulators/platform/object-store.ts';
import { invite } from '../../simulators/platform/partners-and-their-tokens.ts';
import type { Platform } from '../../simulators/platform/simulated-platform.ts';
import type { RunningPlatform } from '../../simulators/platform/start-platform.ts';
import { startSimulator } from '../../simulators/start-simulator.ts';
import { objectModules } from '../../src/ocpi/editions/modules.ts';
import type { Report } from '../report/json-report.ts';
import { startConformance, type Watcher } from '../run/start-conformance-run.ts';
import type { Options, PartnerRole } from '../run-options.ts';
import { openPartnerProxy, type PartnerProxy, padded } from './partner-proxy.ts';
import { openSuiteProxy, type SuiteProxy } from './suite-proxy.ts';

/** A test partner for the suite to judge: a simulator with a style of its own, or with a planted fault. */
export interface Subject {
  name: string;
  role: PartnerRole;
  faults?: (Partial<Fault> & { kind: string })[];
  front?: PartnerProxy;
  back?: SuiteProxy;
  /** Changes the partner's own objects before the run begins. */
  stock?: (platform: Platform) => void;
  /** The partner's charge points cannot be used for commands. */
  calm?: boolean;
  /** A driver comes to the operator's charge point with a card that nobody knows. */
  driven?: boolean;
  /** Areas and requirements that the partner is judged in; all when absent. */
  only?: string[];
  /** Whether the test partner begins the handshake, in place of the suite. */
  begins?: boolean;
  /** The partner's sessions last minutes, and end because they are stopped. */
  unhurried?: boolean;
  /** The partner is under constant traffic: cars come and go, EVSEs and Tokens change. */
  busy?: boolean;
}

/** The place at which a test operator may be sent commands. */
export const placeForCommands = { location: 'LOC-MADRID-2', evse: 'EVSE-MADRID-2-1' };

/** Starts the partner, lets the suite judge it, and ends it; `ended` gets all exchanges of the run. */
export async function judge(subject: Subject, ended?: Watcher['ended']): Promise<Report> {
  const { role, begins, driven, only = [] } = subject;
  let partner: Running | undefined;
  const over = new AbortController();
  const port = subject.back ? freePort() : 0;
  const back = subject.back && (await openSuiteProxy(subject.back, port));
  const options: Partial<Options> = {
    only,
    settle: 400,
    timeout: patience,
    wait: role === 'emsp' || begins || driven ? patience : 0,
    ...placeIn(subject),
    ...(back ? { port, publicUrl: back.url } : {}),
  };
  try {
    if (!begins) {
      partner = await start(subject);
      const token = padded(await invite(partner.simulator.platform), subject.front?.pads);
      Object.assign(options, { versionsUrl: partner.simulator.versionsUrl, token });
    }
    let starting: Promise<void> | undefined;
    const run = startConformance(
      { role, ...options },
      {
        ended,
        ready: ({ versionsUrl, token }) => {
          if (begins) starting = start(subject, { versionsUrl, token }).then((one) => void (partner = one));
        },
        checked: ({ id }) => {
          // From here on a simulated provider sends the messages that the suite waits for.
          if (role === 'emsp' && id === 'TOK-09' && partner) void act(partner.simulator);
          if (role === 'emsp' && id === 'CRED-06' && subject.busy && partner)
            void keepChanging(partner.simulator, over.signal);
          if (driven && id === 'TOK-01' && partner) void holdCard(partner.simulator);
        },
      },
    );
    const report = await run.report;
    await starting;
    return report;
  } finally {
    over.abort();
    await partner?.simulator.stop();
    await partner?.front?.close();
    await back?.close();
  }
}

/** A port of this machine that is most likely free. */
function freePort(): number {
  return 20_000 + Math.floor(Math.random() * 12_000);
}

interface Running {
  simulator: RunningPlatform;
  front?: { close(): Promise<void> };
}

function placeIn({ role, calm }: Subject): Partial<Options> {
  return role === 'cpo' && !calm ? { at: placeForCommands } : {};
}

async function start(
  { role, faults = [], front: ways, stock, unhurried, busy = false }: Subject,
  partner: { versionsUrl?: string; token?: string } = {},
): Promise<Running> {
  let port = 0;
  const front = ways ? await openPartnerProxy(ways, () => port) : undefined;
  for (let tries = 0; ; tries += 1) {
    if (front) port = freePort();
    try {
      const simulator = await startSimulator({
        side: role,
        party: role === 'cpo' ? 'ES*CPO' : 'ES*MSP',
        name: `Simulated ${role}`,
        host: '127.0.0.1',
        port,
        publicUrl: front?.url,
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        locations: 6,
        speed: unhurried ? 60 : 20_000,
        live: busy,
        updates: busy ? changesPerSecond : undefined,
        idle: false,
        ...partner,
      });
      settle(simulator.platform);
      age(simulator.platform);
      stock?.(simulator.platform);
      simulator.platform.faults.set(
        faults.map(
          (fault) => ({ match: {}, value: undefined, probability: 1, times: null, ...fault }) as Fault,
        ),
      );
      return { simulator, front };
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || tries > 20) throw error;
    }
  }
}

/**
 * Copies the partner's own objects into plain maps, so that they can be changed: a simulator's store may compute
 * objects whenever it is asked.
 */
function settle({ own }: Platform): void {
  for (const module of objectModules)
    own[module] = new Map(
      [...own[module].values()].map((item) => [keyOf(module, item.owner, item.object), item]),
    );
}

/** Gives the partner's own objects different times of change, as those of a real partner have. */
function age({ own, clock }: Platform): void {
  for (const store of Object.values(own)) {
    let minutes = store.size;
    for (const item of store.values()) {
      minutes -= 1;
      const time = new Date(clock.now() - 86_400_000 - minutes * 60_000).toISOString().slice(0, 19);
      item.object = stamped(item.object, `${time}Z`) as typeof item.object;
    }
  }
}

function stamped(value: unknown, time: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => stamped(entry, time));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'last_updated' ? time : stamped(inner, time),
    ]),
  );
}

/** Has a simulated provider change a Token, which it pushes, and send two commands. */
async function act({ url }: RunningPlatform): Promise<void> {
  const change = { method: 'PATCH', body: JSON.stringify({ language: 'en' }) };
  await fetch(`${url}/control/tokens/04A1B2C3D4E506`, change).catch(() => undefined);
  for (const location_id of ['LOC-1', 'LOC-2']) {
    const body = JSON.stringify({ command: 'START_SESSION', token_uid: 'APP-1', location_id });
    await fetch(`${url}/control/commands`, { method: 'POST', body }).catch(() => undefined);
  }
}

/** Has a simulated provider change a Token again and again. */
async function keepChanging({ url }: RunningPlatform, over: AbortSignal): Promise<void> {
  for (let turn = 0; !over.aborted; turn += 1) {
    const body = JSON.stringify({ language: turn % 2 === 0 ? 'en' : 'nl' });
    await fetch(`${url}/control/tokens/04A1B2C3D4E506`, { method: 'PATCH', body }).catch(() => undefined);
    await wait(1000 / changesPerSecond, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Milliseconds that a partner has for an act; on a busy machine it takes seconds. */
const patience = 20_000;

/** Number of EVSEs or Tokens of a busy partner that change each second. */
const changesPerSecond = 10;

async function holdCard({ url }: RunningPlatform): Promise<void> {
  const body = JSON.stringify({ token_uid: 'UNKNOWN-CARD', evse_uid: 'EVSE-MADRID-2-3' });
  await fetch(`${url}/control/sessions`, { method: 'POST', body }).catch(() => undefined);
}
