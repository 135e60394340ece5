import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type Hub, startHub } from './hub-process.ts';

let hub: Promise<Hub> | undefined;

/**
 * Settings that the shared hub cannot have, since they would affect all other scenarios: low limits, one open network,
 * a proxy in front.
 */
const settings = {
  HUB_ALLOW_PRIVATE_NETWORKS: 'false',
  HUB_ALLOWED_NETWORKS: '127.0.0.1/32',
  HUB_ALLOW_HTTP: 'true',
  HUB_RATE_LIMIT: '2',
  HUB_ADDRESS_RATE_LIMIT: '10',
  HUB_TRUST_PROXY: '127.0.0.1/32',
  HUB_SYNC_TIMEOUT_MS: '1000',
  HUB_SECRET_KEY: randomBytes(32).toString('base64'),
};

/**
 * The guarded hub of this worker, started on first use; it is one process, since each process has rate limits of its
 * own.
 */
export function guardedHub(): Promise<Hub> {
  hub ??= startHub(settings, undefined, 1);
  return hub;
}

/** Ends the guarded hub if it was started. */
export async function stopGuardedHub(): Promise<void> {
  const running = await hub;
  if (!running) return;
  const ended = running.ended() ?? (await running.stop());
  await rm(running.dataDir, { recursive: true, force: true });
  if (ended.code !== 0)
    throw new Error(`the guarded hub ended with ${ended.code ?? ended.signal}\n${ended.output.slice(-4000)}`);
}
