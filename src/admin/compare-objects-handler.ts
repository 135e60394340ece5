import { converge } from '../hub/insight/compare-receiver-objects.ts';
import type { ConvergenceView, NewConvergence } from '../hub/types.generated.ts';
import { partyOf } from '../ocpi/words/party-id.ts';
import type { Handler } from './route-types.ts';

/**
 * Compares the objects that a receiver has of an owner with those that it should have; with `mend` the hub sends those
 * that differ again.
 */
export const compare: Handler = async ({ hub }, { body }) => {
  const { from, to, mend = false, after = 0, limit = 1000 } = body as NewConvergence;
  const owner = partyOf(from);
  const { differences, ...counts } = await converge(hub, { from: owner, to: partyOf(to), after, limit });
  const told: ConvergenceView['differences'] = [];
  for (const { receiver, ...difference } of differences) {
    const { module, id, is } = difference;
    const again = mend && is !== 'surplus';
    const sent = again ? await hub.deliver.resend(receiver.connection, { module, owner, id }) : undefined;
    told.push({ ...difference, resent: sent !== undefined && sent.objects > 0 });
  }
  return { body: { ...counts, differences: told } satisfies ConvergenceView };
};
