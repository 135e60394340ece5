import type { Platform } from './independent-platform.ts';
import { type Json, objectsOf } from './platform-objects.ts';
import { soon } from './roaming-steps-of-pair.ts';

/**
 * Makes a platform of the lab do everything in its role, with the objects of the other side. `wait` is in milliseconds.
 */
export async function drive(platform: Platform, wait: number): Promise<void> {
  if (platform.role === 'CPO') await charge(platform, wait);
  else await command(platform, wait);
}

/** Acts as an operator: publishes a Location and a Tariff, then a driver of the other side charges there. */
async function charge(cpo: Platform, wait: number): Promise<void> {
  const { location, tariff } = objectsOf(cpo.quirks, '');
  const own = [cpo.party.country_code, cpo.party.party_id];
  await cpo.call('PUT', 'locations', [...own, 'L1'], location('L1'));
  const change = { status: 'CHARGING', last_updated: '2026-05-31T08:00:00Z' };
  await cpo.call('PATCH', 'locations', [...own, 'L1', 'E1'], change);
  await cpo.call('PUT', 'tariffs', [...own, 'T1'], tariff);
  // For a card that is always allowed, the hub answers by itself, so another one is taken.
  const token = await first(cpo, 'tokens', wait, ({ whitelist }) => whitelist !== 'ALWAYS');
  if (!token) return;
  await cpo.call(
    'POST',
    'tokens',
    [String(token.uid), 'authorize'],
    { location_id: 'L1' },
    `?type=${String(token.type)}`,
  );
  const { session, cdr } = objectsOf(cpo.quirks, String(token.auth_id));
  await cpo.call('PUT', 'sessions', [...own, 'S1'], session);
  await cpo.call('POST', 'cdrs', [], cdr);
}

/** Acts as a provider: publishes a card, and starts a session by command. */
async function command(emsp: Platform, wait: number): Promise<void> {
  const token = objectsOf(emsp.quirks, `${emsp.party.country_code}-${emsp.party.party_id}-1`).token('K1');
  await emsp.call('PUT', 'tokens', [emsp.party.country_code, emsp.party.party_id, 'K1'], token);
  const location = await first(emsp, 'locations', wait);
  if (!location) return;
  const [evse] = (location.evses ?? []) as Json[];
  await emsp.call('POST', 'commands', ['START_SESSION'], {
    response_url: `${emsp.url}/api/2.1.1/commands/result/1`,
    token,
    location_id: location.id,
    ...(evse ? { evse_uid: evse.uid } : {}),
  });
}

/** An object in the other side's list, once it has one: the first preferred one, if any. */
async function first(
  reader: Platform,
  module: string,
  wait: number,
  better: (object: Json) => boolean = () => true,
): Promise<Json | undefined> {
  let found: Json | undefined;
  await soon(async () => {
    const { data } = await reader.call('GET', module, [], undefined, '?limit=50');
    const listed = (Array.isArray(data) ? data : []) as Json[];
    found = listed.find(better) ?? listed[0];
    return found !== undefined;
  }, wait);
  return found;
}
