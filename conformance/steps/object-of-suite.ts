import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { Unmet } from '../check-and-verdict-types.ts';
import { dataOf, inShort, type Json, succeeded } from '../http-exchange.ts';
import { differences } from '../json-differences.ts';
import type { Written } from '../suite-run-state.ts';
import type { CheckWorld } from './cucumber-world.ts';

const withdrawn = ['Location', 'Tariff', 'Session', 'CDR', 'Token'];

/** Notes an object of the suite that the partner may now have, so that it can be removed and compared. */
export function remember(world: CheckWorld, object: Json): void {
  const { kind, trial, answer } = world;
  if (!withdrawn.includes(kind)) return;
  world.storedObject ??= object;
  trial.written.push({ kind: kind as Written['kind'], url: answer.url, object });
}

/** The URL of this check's object at the partner. */
export function ownPath(world: CheckWorld): string {
  const module =
    world.kind === 'EVSE' || world.kind === 'Connector' ? 'locations' : `${world.kind.toLowerCase()}s`;
  return `${module}/{ours}`;
}

/** GETs this check's object from the partner: 404 gives `undefined`. Throws Unmet where it cannot be read. */
export async function readBack(world: CheckWorld, path = ownPath(world)): Promise<Json | undefined> {
  const exchange = await world.lookUp('GET', await world.url(path));
  if (succeeded(exchange)) return dataOf(exchange) as Json;
  if (exchange.answer.status === 404) return undefined;
  throw new Unmet(`what it has cannot be read back: GET ${exchange.url} got ${inShort(exchange)}`);
}

/** The differences between the partner's copy of this check's object and `wanted`. */
export async function differencesToStored(
  world: CheckWorld,
  wanted: Json,
  ignore: string[] = [],
): Promise<Finding[]> {
  const got = await readBack(world);
  if (got === undefined)
    return [{ pointer: '', message: `GET of our ${world.kind} must show it, got HTTP 404` }];
  return differences(wanted, got, ignore);
}
