import { type Connection, type PartyId, partyName } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';

/** A new connection; `token` is its TOKEN_A, which the hub shows only this once. */
export type Invited = Connection & { token: string; versions_url: string };

/** A party to invite, with the details of it that are known. */
export interface Invitee {
  role: 'CPO' | 'EMSP';
  party: PartyId;
  name: string;
  options?: object;
}

/**
 * Invites a partner. An invited partner that has not registered yet gets a new TOKEN_A, and the old one becomes invalid
 * (CRED-34).
 */
export async function invite(hub: Reach, { role, party, name, options }: Invitee): Promise<Invited> {
  const said = { name, ...(options ? { options } : {}) };
  const all = await hub.ask<Connection[]>('GET', '/connections');
  const waiting = all.find(
    (one) => one.role === role && one.status === 'PENDING' && partyName(one) === partyName(party),
  );
  if (!waiting) return hub.ask<Invited>('POST', '/connections', { role, ...party, ...said });
  await hub.ask('PATCH', `/connections/${waiting.id}`, said);
  return hub.ask<Invited>('POST', `/connections/${waiting.id}/invite`);
}
