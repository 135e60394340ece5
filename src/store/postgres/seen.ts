import type { Visible } from '../../hub/ports.ts';

/** What a reader sees, each object once: all of some owners, and of others what is for a recipient. */
export interface Seen {
  owners: string[];
  pairs: { owner: string; recipient: string }[];
}

/** What these entries come to; an entry that lies within another is left out. */
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

/** As values of a statement: the owners, then the pairs in two columns. */
export function valuesOf({ owners, pairs }: Seen): string[][] {
  return [owners, pairs.map(({ owner }) => owner), pairs.map(({ recipient }) => recipient)];
}
