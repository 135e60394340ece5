import { Failure } from './command-failure.ts';
import type { Reach } from './hub-of-command.ts';
import { rowsById } from './list-command-options.ts';

/** A party in the form of the admin API. */
export interface PartyId {
  country_code: string;
  party_id: string;
}

/** The fields of a connection in the admin API that commands use. */
export interface Connection extends PartyId {
  id: string;
  role: 'CPO' | 'EMSP';
  name: string;
  parties: PartyId[];
  status: string;
  versions_url: string | null;
  endpoints: { identifier: string; url: string }[];
  options: Record<string, unknown>;
  profile: Record<string, unknown>;
  profile_set: string[];
  profile_learnt: string[];
  delivery: {
    state: string;
    pending: number;
    delivered: number;
    failed: number;
    parked: number;
    behind_since: string | null;
    last_error: string | null;
  };
}

/** A party in the form `NL*ABC`. */
export function partyName({ country_code, party_id }: PartyId): string {
  return `${country_code}*${party_id}`;
}

/**
 * The connection that an operator names by its id or by one of its parties; a live connection is preferred to one that
 * has ended.
 */
export async function connectionNamed(hub: Reach, name: string): Promise<Connection> {
  const wanted = name.toUpperCase();
  const isParty = /^[A-Z]{2}\*[A-Z0-9]{3}$/.test(wanted);
  const named = isParty
    ? (await hub.rows<Connection>(`/connections?${new URLSearchParams({ party: wanted })}`, 1000)).all
    : await rowsById<Connection>(hub, '/connections', name);
  const live = named.filter(({ status }) => !isParty || status !== 'UNREGISTERED');
  const [found, second] = live.length > 0 ? live : named.slice(-1);
  if (!found)
    throw new Failure(`the hub knows no connection ${name}: "ocpi-hub parties list" shows those there are`);
  if (second)
    throw new Failure(
      `${wanted} has several connections, name one by its id: ${live.map(({ id, role }) => `${id} (${role})`).join(', ')}`,
    );
  return found;
}
