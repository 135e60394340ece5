import { request } from 'undici';
import type { Stage } from './attack-setup.ts';
import type { Hub } from './hub-under-attack.ts';

/** Number of requests, more than the exchanges that the trace holds. */
const asked = 12_000;
const atOnce = 64;

/** Floods the hub without a valid token, and checks that the trace still has a partner's earlier exchanges. */
export async function emptiesTrace({ hub, cpo }: Stage, authorization: string): Promise<string | undefined> {
  await cpo.send('GET', '/locations/NL/XYZ/NOT-THERE');
  const before = await traced(hub, cpo.id);
  const headers = authorization === '' ? {} : { authorization };
  const sender = async () => {
    for (let n = 0; n < asked / atOnce; n += 1)
      await request(`${hub.url}/ocpi/cpo/2.1.1/locations`, { headers }).then(({ body }) => body.dump());
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  const after = new Set(await traced(hub, cpo.id));
  const gone = before.filter((id) => !after.has(id)).length;
  return gone > 0 ? `${gone} of ${before.length} exchanges of a partner are gone` : undefined;
}

/** Ids of the exchanges with a partner in the trace, at most a thousand. */
async function traced(hub: Hub, connection: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${hub.adminToken}` };
  const { body } = await request(`${hub.url}/admin/requests?connection=${connection}&limit=1000`, {
    headers,
  });
  return ((await body.json()) as { id: string }[]).map(({ id }) => id);
}
