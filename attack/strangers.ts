import { request } from 'undici';
import type { Hub } from './hub.ts';
import type { Stage } from './stage.ts';

/** More requests than the trace holds exchanges. */
const asked = 12_000;
const atOnce = 64;

/** Floods the hub without a valid token, and looks whether the trace still holds what a partner did before. */
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

/** Ids of the exchanges with a partner that the trace holds, a thousand at most. */
async function traced(hub: Hub, connection: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${hub.adminToken}` };
  const { body } = await request(`${hub.url}/admin/requests?connection=${connection}&limit=1000`, {
    headers,
  });
  return ((await body.json()) as { id: string }[]).map(({ id }) => id);
}
