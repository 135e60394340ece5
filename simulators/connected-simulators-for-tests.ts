import assert from 'node:assert/strict';
import type { after } from 'node:test';
import type { Arrival } from './platform/received-messages.ts';
import type { RunningPlatform } from './platform/start-platform.ts';
import { type SimulatorOptions, startSimulator } from './start-simulator.ts';

/** A JSON object. */
export type Fields = Record<string, unknown>;

const warnings: string[] = [];

/** A test, or `node:test` itself, which means all tests of the process. */
interface Span {
  after: typeof after;
}

/**
 * Starts a simulator that stops when a test ends: until then its cars charge and its objects change, at the cost of all other tests.
 */
export async function start(
  span: Span,
  side: 'cpo' | 'emsp',
  options: Partial<SimulatorOptions> = {},
): Promise<RunningPlatform> {
  const simulator = await startSimulator({
    side,
    party: side === 'cpo' ? 'ES*CPO' : 'ES*MSP',
    name: `Simulated ${side}`,
    host: '127.0.0.1',
    port: 0,
    log: {
      info: () => undefined,
      warn: (entry) => void warnings.push(JSON.stringify(entry)),
      error: (entry) => assert.fail(JSON.stringify(entry)),
    },
    locations: 12,
    speed: 20_000,
    live: false,
    idle: false,
    ...options,
  });
  span.after(() => simulator.stop());
  return simulator;
}

/** Sends a request to the control API of a simulator. */
export async function control(
  simulator: Pick<RunningPlatform, 'url'>,
  method: string,
  path: string,
  body?: unknown,
) {
  // A connection kept alive may end at the moment in which it is used again, so each request has its own.
  const headers = { connection: 'close' };
  const response = await fetch(`${simulator.url}/control/${path}`, {
    ...{ method, headers, body: JSON.stringify(body) },
  });
  const text = await response.text();
  return { status: response.status, json: (text === '' ? undefined : JSON.parse(text)) as Fields };
}

/** The versions URL and TOKEN_A with which a partner registers at a simulator. */
export async function invitation(
  simulator: RunningPlatform,
): Promise<{ versionsUrl: string; token: string }> {
  const { json } = await control(simulator, 'POST', 'token');
  return { versionsUrl: String(json.versions_url), token: String(json.token) };
}

/** The objects of a module that a simulator has received. */
export async function objects(simulator: RunningPlatform, module: string): Promise<Fields[]> {
  const { json } = await control(simulator, 'GET', `objects/${module}?held=received`);
  return (json as unknown as { object: Fields }[]).map(({ object }) => object);
}

/** The requests of a module that reached a simulator, newest first. */
export async function arrivals(simulator: RunningPlatform, module: string): Promise<Arrival[]> {
  return (await control(simulator, 'GET', `received?module=${module}`)).json as unknown as Arrival[];
}

/** Repeats a question until it has an answer; fails with the last warnings of the simulators. */
export async function eventually<T>(fact: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = await fact();
    if (found) return found;
    await new Promise((again) => setTimeout(again, 10));
  }
  return assert.fail(`never came true: ${String(fact)}\n${warnings.slice(-5).join('\n')}`);
}

/** A CPO and an eMSP that have registered and sent each other all their objects; the eMSP was the receiver. */
export async function paired(span: Span, options: Partial<SimulatorOptions> = {}) {
  const emsp = await start(span, 'emsp');
  const cpo = await start(span, 'cpo', { ...(await invitation(emsp)), ...options });
  await eventually(async () => (await objects(cpo, 'tokens')).length === 20);
  await eventually(async () => (await objects(emsp, 'locations')).length === 12);
  await eventually(async () => (await objects(emsp, 'tariffs')).length === 8);
  return { cpo, emsp };
}
