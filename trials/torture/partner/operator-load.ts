import { setTimeout as pause } from 'node:timers/promises';
import type { Write } from '../common/partner-record-lines.ts';
import type { Random } from '../common/seeded-random.ts';
import { contractsOf, partnersOf } from '../common/torture-parties.ts';
import { cdr, evse, evsePatch, location, session, sessionPatch, tariff } from './sample-objects.ts';
import type { startSender } from './send-to-hub.ts';

type Sender = ReturnType<typeof startSender>;

/** Number of an operator's writers: each writes to objects of its own, one write after another. */
export const operatorWriters = 4;

/** The frequency of each of an operator's actions, relative to the others. */
const habits = {
  patchEvse: 45,
  putEvse: 5,
  putLocation: 12,
  putTariff: 10,
  deleteTariff: 4,
  session: 18,
  settle: 6,
};

/**
 * Runs one writer of an operator, one action after another, until `going` returns false. After an unknown outcome it
 * writes the whole object.
 */
export async function operate(
  writer: number,
  { party, round, rest }: { party: string; round: number; rest: number },
  { whole, pick, weighted }: Random,
  sender: Sender,
  going: () => boolean,
): Promise<void> {
  const contracts = partnersOf(party).flatMap(contractsOf);
  const known = new Set<string>();
  let open: { id: string; contract: string } | undefined;
  const write = async (given: Omit<Write, 'owner'>) => {
    const outcome = await sender.write(given);
    if (outcome === 'acked' && given.method !== 'DELETE') known.add(given.id);
    else known.delete(given.id);
    if (outcome !== 'acked') await pause(50);
  };
  while (going()) {
    const n = sender.next();
    const place = `L${writer}${whole(1, 2)}`;
    const price = `T${writer}`;
    const deed = weighted(habits);
    if (deed === 'putTariff' || (deed === 'deleteTariff' && !known.has(price))) {
      await write({ method: 'PUT', module: 'tariffs', id: price, body: tariff(price, n) });
    } else if (deed === 'deleteTariff') {
      await write({ method: 'DELETE', module: 'tariffs', id: price });
    } else if (deed === 'session' || (deed === 'settle' && !open)) {
      open ??= { id: `S${round}x${n}`, contract: pick(contracts) };
      const { id, contract } = open;
      await write(
        known.has(id)
          ? { method: 'PATCH', module: 'sessions', id, body: sessionPatch(n) }
          : { method: 'PUT', module: 'sessions', id, body: session(id, contract, n, 'ACTIVE') },
      );
    } else if (deed === 'settle' && open) {
      const { id, contract } = open;
      open = undefined;
      await write({ method: 'PUT', module: 'sessions', id, body: session(id, contract, n, 'COMPLETED') });
      const bill = `C${round}x${n}`;
      await write({ method: 'POST', module: 'cdrs', id: bill, body: cdr(bill, contract, n) });
    } else if (deed === 'putLocation' || !known.has(place)) {
      await write({ method: 'PUT', module: 'locations', id: place, body: location(place, n) });
    } else {
      const part = `E${whole(1, 2)}`;
      const patched = deed === 'patchEvse';
      const body = patched ? evsePatch(n) : evse(part, n);
      await write({ method: patched ? 'PATCH' : 'PUT', module: 'locations', id: place, part, body });
    }
    await pause(rest);
  }
}
