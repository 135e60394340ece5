import { admin, inWords } from './call-admin-api.ts';
import { agreements, country } from './common/torture-parties.ts';

/** Differences between the objects that partners have and those that they should have, by the hub's own `converge`. */
export interface Divergence {
  /** Number of objects of which the hub's copy and a partner's were compared. */
  compared: number;
  differences: string[];
}

interface Part {
  shown: number;
  acknowledged: number;
  until: number;
  next: number | null;
  differences: { module: string; id: string; is: string; cause: string }[];
}

/**
 * Lets the hub compare both directions of every agreement, objects that have changed since the last call; `upTo`
 * remembers how far each comparison got.
 */
export async function divergence(hub: string, upTo: Map<string, number>): Promise<Divergence> {
  const found: Divergence = { compared: 0, differences: [] };
  const party = (party_id: string) => ({ country_code: country, party_id });
  for (const [from, to] of agreements.flatMap(([cpo, emsp]) => [
    [cpo, emsp] as const,
    [emsp, cpo] as const,
  ])) {
    const way = `${from} → ${to}`;
    for (let after: number | null = upTo.get(way) ?? 0; after !== null; ) {
      const body = { from: party(from), to: party(to), after };
      const answer = await admin(hub, 'POST', '/converge', body);
      if (answer.status !== 200) throw new Error(`converge ${way}: ${inWords(answer)}`);
      const part = answer.json as unknown as Part;
      found.compared += part.shown + part.acknowledged;
      for (const { module, id, is, cause } of part.differences)
        found.differences.push(`${way} ${module} ${id} is ${is}: ${cause}`);
      upTo.set(way, part.until);
      after = part.next;
    }
  }
  return found;
}
