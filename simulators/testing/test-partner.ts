import { randomUUID } from 'node:crypto';
import type { Side } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { ByHand } from '../platform/answer-from-test.ts';
import type { Arrival } from '../platform/received-messages.ts';
import type { Log } from '../platform/simulated-platform.ts';
import type { RunningPlatform } from '../platform/start-platform.ts';
import { isWanted, nextArrival } from '../platform/wait-for-message.ts';
import { startSimulator } from '../start-simulator.ts';
import { withIn } from './reject-after-time-limit.ts';
import { jsonOf } from './request-json.ts';
import { wireOf } from './send-raw-request.ts';
import type {
  Answers,
  CpoOptions,
  EmspOptions,
  Method,
  Module,
  Received,
  Simulator,
  SimulatorOptions,
  Wanted,
} from './test-api-types.ts';
import { timeOf } from './test-clock.ts';

/** A simulator and the way to its control API. */
export interface Partner {
  simulator: Simulator;
  /** A request to the simulator's control API; rejects with its words where it answers 400 or more. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** Starts a simulator of one role; with a partner to register at, resolves once it has. */
export async function startPartner(
  side: Side,
  usual: { party: `${string}*${string}`; name: string },
  options: SimulatorOptions & CpoOptions & EmspOptions,
): Promise<Partner> {
  const { hub, party = usual.party, name = usual.name } = options;
  const role = side === 'cpo' ? 'CPO' : 'EMSP';
  const invitation = hub
    ? await hub.invite({ role, party, name, options: { push_on_agreement: true, ...taxOf(role) } })
    : options;
  // With a public URL, other machines could ask the control API, so it has a token.
  const controlToken = options.publicUrl === undefined ? undefined : randomUUID();
  const registration = newRegistration();
  const hands = new Set<Answers>();
  const running = await startSimulator({
    side,
    party,
    name,
    host: '127.0.0.1',
    port: options.port ?? 0,
    publicUrl: options.publicUrl,
    versionsUrl: invitation.versionsUrl,
    token: invitation.token,
    seed: options.seed,
    time: timeOf(options.clock),
    speed: options.speed ?? 120,
    locations: options.locations ?? 12,
    tokens: options.tokens,
    version: options.version,
    pullOnly: options.pullOnly,
    live: false,
    data: options.data,
    controlToken,
    idle: options.idle ?? false,
    log: registration.log,
    byHand: handsOf(hands),
  });
  const local = `http://127.0.0.1:${registration.port()}`;
  const headers: Record<string, string> = controlToken ? { Authorization: `Bearer ${controlToken}` } : {};
  const control = (method: string, path: string, body?: unknown) =>
    jsonOf(`${party} at ${local}/control`, `${local}/control/${path}`, { method, body, headers });
  const simulator = simulatorOf({ party, running, control, hands, registered: registration.done });
  if (invitation.versionsUrl)
    await simulator.registered(10_000).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
  return { simulator, control };
}

/** The tax on the prices of simulated operators, without which readers of 2.2.1 do not get them. */
function taxOf(role: 'CPO' | 'EMSP'): { tax_percent?: number } {
  return role === 'CPO' ? { tax_percent: 21 } : {};
}

function simulatorOf(made: {
  party: `${string}*${string}`;
  running: RunningPlatform;
  control: Partner['control'];
  hands: Set<Answers>;
  registered: Promise<void>;
}): Simulator {
  const { party, running, control, hands } = made;
  const { arrivals } = running.platform;
  let forgotten = 0;
  const answered = () =>
    arrivals
      .list()
      .filter(({ id, status }) => id > forgotten && status !== null)
      .toReversed();
  const objects = async (module: string, held: string) => {
    const items = await control('GET', `objects/${module}?held=${held}`);
    return (items as { object: unknown }[]).map(({ object }) => object) as never[];
  };
  return {
    party,
    url: running.url,
    versionsUrl: running.versionsUrl,
    async invite() {
      const made = (await control('POST', 'token')) as { token: string; versions_url: string };
      return { token: made.token, versionsUrl: made.versions_url };
    },
    registered: (within = 5000) =>
      withIn(made.registered, within, () => `${party}: nobody has registered within ${within} ms`),
    async received(wanted) {
      const { within = 5000 } = wanted;
      const come =
        answered().find((message) => isWanted(message, wanted)) ??
        (await nextArrival(arrivals, wanted, within));
      if (come) return come as never;
      throw new Error(
        `${party} has not received ${named(wanted)} within ${within} ms.\n${listed(answered())}`,
      );
    },
    messages: answered as () => Received[],
    forget() {
      forgotten = arrivals.list()[0]?.id ?? 0;
    },
    onMessage(answers) {
      hands.add(answers);
      return () => void hands.delete(answers);
    },
    ...wireOf(running.platform),
    objects: (module) => objects(module, 'received'),
    own: (module) => objects(module, 'own'),
    faults: async (wanted = []) => void (await control('PUT', 'faults', wanted)),
    stop: () => running.stop(),
  };
}

/** A function that asks several answering functions, the newest first, and gives the first answer. */
function handsOf(hands: Set<Answers>): ByHand {
  return async (request) => {
    for (const answers of [...hands].toReversed()) {
      const answer = await answers(request);
      if (answer) return answer;
    }
    return undefined;
  };
}

/** A log for a simulator that keeps no line, and tells when a handshake succeeds, or fails for the first time. */
function newRegistration(): { log: Log; done: Promise<void>; port(): number } {
  let port = 0;
  let [succeed, fail] = [() => {}, (_error: Error) => {}];
  const done = new Promise<void>((resolve, reject) => {
    [succeed, fail] = [resolve, reject];
  });
  // A failed handshake must not end the process if nobody waits for it.
  done.catch(() => undefined);
  return {
    done,
    port: () => port,
    log: {
      info: (entry) => {
        const told = entry as { event?: string; port?: number };
        if (told.event === 'registered') succeed();
        if (told.event === 'listening') port = told.port ?? 0;
      },
      warn: (entry, message) =>
        (entry as { event?: string }).event === 'registration_failed' &&
        fail(new Error(`the handshake failed: ${message}`)),
      error: (entry) => fail(new Error(`the simulator failed: ${JSON.stringify(entry)}`)),
    },
  };
}

function named({ module, method, id, status, body }: Wanted<Module, Method>): string {
  const words = [method ?? 'a message of', module, id ?? ''].filter(Boolean).join(' ');
  const told = [
    ...(body === undefined ? [] : [`with ${JSON.stringify(body)}`]),
    ...(status === undefined ? [] : [`answered ${status}`]),
  ];
  return [words, ...told].join(' ');
}

/** The newest messages that reached the simulator, in words, for an error. */
function listed(messages: Arrival[]): string {
  if (messages.length === 0) return 'Nothing has come.';
  const last = messages.slice(-most).map(({ method, path, status, body }) => {
    const shown = body === null ? '' : ` ${JSON.stringify(body).slice(0, 120)}`;
    return `  ${method} ${path} → ${status}${shown}`;
  });
  const head = messages.length > most ? `${messages.length} messages came, the last ${most}:` : 'These came:';
  return [head, ...last].join('\n');
}

/** The most received messages that the error of a vain wait lists. */
const most = 20;
