import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { call, type JsonObject } from '../../features/support/http-call.ts';
import { readConfiguration } from '../../src/hub/configuration.ts';
import { startHub } from '../../src/start-hub.ts';

/** One request of the hub, from its log; `http_status` is null when no answer came. */
export interface Sent {
  /** Time of the request, ISO 8601. */
  time: string;
  module: string;
  method: string;
  url: string;
  http_status: number | null;
  connection: string | null;
}

/** A hub that runs in the test's own process, and all requests that it has sent. */
export interface Listening {
  sent: Sent[];
  /** The requests that the hub sent over a connection. */
  sentTo(connection: string): Sent[];
  /** Calls the hub's admin API: gives an object with the status in `http`, or a list. */
  admin(method: string, path: string, body?: object): Promise<JsonObject>;
  list(path: string): Promise<JsonObject[]>;
  stop(): Promise<void>;
}

const token = 'an-admin-token-of-this-test';

/** Starts a hub on a free port with a store in a folder; `environment` overrides the usual settings. */
export async function listen(folder: string, environment: Record<string, string>): Promise<Listening> {
  const sent: Sent[] = [];
  const byConnection = new Map<string | null, Sent[]>();
  const write = (line: string) => {
    if (!line.includes('"direction":"OUT"')) return;
    const entry = JSON.parse(line) as Sent;
    sent.push(entry);
    const same = byConnection.get(entry.connection);
    if (same) same.push(entry);
    else byConnection.set(entry.connection, [entry]);
  };
  const settings = readConfiguration({
    HUB_PORT: '0',
    HUB_DATA_DIR: folder,
    HUB_ADMIN_TOKEN: token,
    HUB_ALLOW_PRIVATE_NETWORKS: 'true',
    HUB_COMMAND_TIMEOUT_MS: '3600000',
    HUB_PUSH_TIMEOUT_MS: '20000',
    HUB_AUTHORIZE_TIMEOUT_MS: '20000',
    ...environment,
  });
  const { url, stop } = await startHub(settings, pino({ level: 'info' }, { write }));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = (method: string, path: string, body?: object) =>
    call(method, `${url}/admin${path}`, { headers, body: body && JSON.stringify(body) });
  return {
    sent,
    sentTo: (connection) => byConnection.get(connection) ?? [],
    admin: async (method, path, body) => {
      const { status, json } = await ask(method, path, body);
      return { http: status, ...json };
    },
    list: async (path) => JSON.parse((await ask('GET', path)).body) as JsonObject[],
    stop,
  };
}

/**
 * Waits until a condition is true, polling every few milliseconds; throws with `what` after 60 s in which this process
 * ran: hub, partners and test share it, so none of them works while it stands still. Cheaper than an assertion that
 * fails repeatedly.
 */
export async function until(
  what: () => string,
  fact: () => boolean | Promise<boolean>,
  every = 25,
): Promise<void> {
  let left = 60_000;
  for (let last = performance.now(); !(await fact()); ) {
    if (left <= 0) throw new Error(`not within 60 s: ${what()}`);
    await pause(every);
    const now = performance.now();
    left -= Math.min(now - last, 2 * every);
    last = now;
  }
}
