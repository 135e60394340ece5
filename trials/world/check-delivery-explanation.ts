import { why } from '../../src/hub/insight/explain-delivery.ts';
import { keyOf } from './partners/received-object-copies.ts';
import { kinds } from './partners/sample-objects.ts';
import type { Deed } from './plan-types.ts';
import { contentOf } from './rules-at-every-moment.ts';
import type { World } from './simulated-world-types.ts';

/**
 * Asks the hub why a partner has or has not an object; a "delivered" must be true of the object stored at that time. It
 * does not ask about partners that pull, whose list may be on its way back, nor where an agreement's validity has just
 * ended, nor where the processes' clocks differ, since the trace goes by these.
 */
export function askWhy(world: World, { who, owner, module, id }: Extract<Deed, { do: 'why' }>): void {
  const { judge, member, time } = world;
  const looks = world.plan.steps.some(({ deed }) => deed.do === 'limit' && deed.emsp === who);
  if (member(who).role.kind !== 'provider' || looks || new Set(world.plan.processes).size > 1) return;
  let stored: ReturnType<typeof judge.stored>;
  const answered = world.administer((hub) => {
    stored = judge.stored(module, owner, id);
    return why(hub, { module, owner, id }, who);
  });
  void answered
    .then(({ delivered, answer }) => {
      if (!delivered || !stored) return;
      const had = kinds[module].versions(contentOf(stored));
      const copy = member(who).received.all.get(keyOf(module, owner, id));
      const has = copy && !copy.deleted ? kinds[module].versions(copy.body) : {};
      if (Object.entries(had).every(([part, version]) => (has[part] ?? 0) >= version)) return;
      judge.fail({
        rule: 'why tells the truth',
        words: `at ${new Date(time.now()).toISOString()}: "${answer}", and ${who} has ${JSON.stringify(has)} where ${JSON.stringify(had)} is stored`,
        about: [id, who, owner],
      });
    })
    .catch(() => undefined);
}
