import type { Visible } from '../../hub/ports/object-store.ts';

/** Objects that a reader sees, each once: all objects of some owners, and for other owners those for a recipient. */
export interface Seen {
  owners: string[];
  pairs: { owner: string; recipient: string }[];
}

/** The union of what several entries make visible; an entry that lies within another is left out. */
export function seenIn(visible: Visible[]): Seen {
  const owners = new Set(
    visible.filter(({ recipient }) => recipient === undefined).map(({ owner }) => owner),
  );
  const pairs = new Map<string, { owner: string; recipient: string }>();
  for (const { owner, recipient } of visible)
    if (recipient !== undefined && !owners.has(owner))
      pairs.set(`${owner} ${recipient}`, { owner, recipient });
  return { owners: [...owners], pairs: [...pairs.values()] };
}

/** The values for an SQL statement: the owners, then the pairs of owner and recipient in two columns. */
export function valuesOf({ owners, pairs }: Seen): string[][] {
  return [owners, pairs.map(({ owner }) => owner), pairs.map(({ recipient }) => recipient)];
}
