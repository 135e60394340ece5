import { type Answered, admin, inWords } from './call-admin-api.ts';
import type { Scene } from './start-hub-and-partners.ts';
import { until } from './wait-until.ts';

/** The state of the delivery to a partner, from the admin API. */
interface Delivery {
  state: string;
  pending: number;
  delivered: number;
  failed: number;
}

/**
 * Waits until every partner has all objects that the hub has for it: each follower live, nothing pending, twice in a
 * row with equal counts.
 */
export async function waitForDelivery(scene: Scene): Promise<void> {
  let before = '';
  await until(async () => {
    const states = await Promise.all(
      scene.partners.map(async ({ party }) => {
        const answer = await admin(scene.hub.url(), 'GET', `/connections/${scene.connections.get(party)}`);
        const delivery = answer.json.delivery as Delivery | undefined;
        return { party, ...(delivery ?? { state: inWords(answer), pending: 0 }) };
      }),
    );
    const busy = states.filter(({ state, pending }) => state !== 'LIVE' || pending > 0);
    if (busy.length > 0) {
      before = '';
      return `the hub still has something for ${JSON.stringify(busy)}`;
    }
    const now = JSON.stringify(states);
    const same = now === before;
    before = now;
    return same ? undefined : 'counts still grow';
  });
}

/** Pulls an operator's changes and waits for the end; gives the end of the sync's window. */
export async function pull(scene: Scene, party: string): Promise<string> {
  const hub = scene.hub.url();
  const path = `/connections/${scene.connections.get(party)}/syncs`;
  let json: Answered['json'] = {};
  await until(async () => {
    const answer = await admin(hub, 'POST', path, { type: 'delta', modules: ['tariffs'] });
    json = answer.json;
    return answer.status === 202 ? undefined : `the pull of ${party} does not begin: ${inWords(answer)}`;
  });
  let end = '';
  await until(async () => {
    const sync = (await admin(hub, 'GET', `/syncs/${String(json.id)}`)).json;
    const [module] = (sync.modules ?? []) as { date_to: string; error: string | null }[];
    end = module?.date_to ?? '';
    return sync.status === 'DONE'
      ? undefined
      : `the sync of ${party} is ${String(sync.status)}: ${module?.error}`;
  });
  return end;
}
