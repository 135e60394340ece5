import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../common/seeded-random.ts';
import { cardOf, contractsOf, partnersOf } from '../common/torture-parties.ts';
import type { LineFile } from './append-line-file.ts';
import { token, tokenPatch } from './sample-objects.ts';
import type { startSender } from './send-to-hub.ts';

/** Runs a provider's one writer: its cards change now and then, and its drivers start sessions. */
export async function provide(
  { party, home, rest }: { party: string; home: string; rest: number },
  { whole, pick }: Random,
  sender: ReturnType<typeof startSender>,
  lineFile: LineFile,
  going: () => boolean,
): Promise<void> {
  const known = new Set<string>();
  while (going()) {
    const n = sender.next();
    const contract = pick(contractsOf(party));
    const id = cardOf(contract);
    if (whole(1, 3) === 1) await command(`${party}${n}`, party, home, contract, pick, sender, lineFile);
    else {
      const method = known.has(id) ? 'PATCH' : 'PUT';
      const body = known.has(id) ? tokenPatch(n) : token(contract, n);
      const outcome = await sender.write({ method, module: 'tokens', id, body });
      if (outcome === 'acked') known.add(id);
      else {
        known.delete(id);
        await pause(50);
      }
    }
    await pause(rest * 4);
  }
}

/** Gives a command with the command's number in an unknown field, which the hub passes on to the operator. */
async function command(
  id: string,
  party: string,
  home: string,
  contract: string,
  pick: Random['pick'],
  sender: ReturnType<typeof startSender>,
  notebook: LineFile,
): Promise<void> {
  notebook.write({ is: 'asked', command: id });
  const { outcome, data } = await sender.call('POST', `${sender.endpoint('commands')}/START_SESSION`, {
    response_url: `${home}/results/${id}`,
    token: token(contract, 1),
    location_id: `HOME-${pick(partnersOf(party))}`,
    torture_id: id,
  });
  if (outcome === 'acked' && data?.result === 'ACCEPTED') notebook.write({ is: 'accepted', command: id });
}
