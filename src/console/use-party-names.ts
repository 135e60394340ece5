import { useEffect } from 'preact/hooks';
import type { ConnectionView } from '../hub/types.generated.ts';
import { ask } from './call-admin-api.ts';
import { partyName } from './display-text.ts';
import { useOutside } from './use-external-value.ts';

/**
 * The party of each connection id that was asked for: a market is too large to load all connections for their names.
 */
let names = new Map<string, string>();
const asked = new Set<string>();
const listeners = new Set<() => void>();

/**
 * The parties of the connections with these ids; each connection is loaded once, and is missing until the answer has
 * come.
 */
export function useNames(ids: (string | null)[]): Map<string, string> {
  const known = useOutside(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => names,
  );
  const missing = [...new Set(ids)].filter((id): id is string => id !== null && !asked.has(id));
  useEffect(() => {
    for (const id of missing) void load(id);
  }, [missing.join()]);
  return known;
}

/** Remembers the names of connections that were loaded anyway. */
function keepNames(connections: Pick<ConnectionView, 'id' | 'country_code' | 'party_id'>[]): void {
  const fresh = connections.filter(({ id }) => !names.has(id));
  if (fresh.length === 0) return;
  names = new Map([...names, ...fresh.map((one) => [one.id, partyName(one)] as const)]);
  for (const { id } of fresh) asked.add(id);
  for (const listener of listeners) listener();
}

async function load(id: string): Promise<void> {
  if (asked.has(id)) return;
  asked.add(id);
  try {
    keepNames([await ask<ConnectionView>('GET', `/admin/connections/${encodeURIComponent(id)}`)]);
  } catch {
    // The connection may be asked for again with the next page.
    asked.delete(id);
  }
}

/** The name of the partner in an exchange: its party, or that the hub does not know it. */
export function nameOf(known: Map<string, string>, connection: string | null): string {
  return connection === null ? 'unknown' : (known.get(connection) ?? '…');
}
