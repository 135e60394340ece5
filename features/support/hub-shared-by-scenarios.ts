import { rm } from 'node:fs/promises';
import { type Hub, startHub } from './hub-process.ts';

let hub: Promise<Hub> | undefined;
let given = 0;

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Countries for scenarios: DE and ES belong to the hub and the simulators, ZZ to the fence. */
const countries = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => !['DE', 'ES', 'ZZ'].includes(code));

/** The hub that all scenarios of this worker share, started on first use. */
export function sharedHub(): Promise<Hub> {
  hub ??= startHub();
  return hub;
}

/**
 * Number of scenarios on one hub: every registration rewrites the registry, so registering takes longer with many
 * connections.
 */
const shift = 100;

/**
 * A country that no other scenario on this worker's hub uses, so that scenarios share a hub without affecting each
 * other. After a number of scenarios a new hub replaces the old one.
 */
export async function nextCountry(): Promise<string> {
  if (given > 0 && given % shift === 0) await stopSharedHub();
  given += 1;
  return countries[(given - 1) % countries.length] as string;
}

/** Ends the shared hub as an operator would; throws when it does not end properly. */
export async function stopSharedHub(): Promise<void> {
  const running = await hub;
  hub = undefined;
  if (!running) return;
  const ended = running.ended() ?? (await running.stop());
  await rm(running.dataDir, { recursive: true, force: true });
  if (ended.code !== 0)
    throw new Error(`the hub ended with ${ended.code ?? ended.signal}\n${ended.output.slice(-4000)}`);
}
