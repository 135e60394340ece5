import type { Hub } from '../hub/hub-dependencies.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { NewWorkspace } from '../hub/types.generated.ts';
import { hashToken } from '../ocpi/words/credentials-tokens.ts';
import { type Party, parseParty } from '../ocpi/words/party-id.ts';
import { newParty } from './new-unused-party.ts';
import type { SandboxLimits, WorkspaceRecord } from './workspace-record.ts';

/** Refuses to open another workspace where there are too many, in all or from one address. */
export function refuseTooMany(all: WorkspaceRecord[], limits: SandboxLimits, address: string): void {
  const next = new Date(Math.min(...all.map(({ until }) => until)));
  if (all.length >= limits.workspaces)
    throw new Refusal('conflict', `no workspace is free: the next one ends at ${next.toISOString()}`);
  const own = all.filter((record) => record.address === address);
  if (own.length >= limits.perAddress)
    throw new Refusal(
      'conflict',
      `${own.length} workspaces were opened from your address: use one of them, or end one`,
    );
}

/** The record of a new workspace, with parties that neither the hub nor another workspace has. */
export function newRecord(
  hub: Pick<Hub, 'store' | 'now' | 'random' | 'newToken'>,
  all: WorkspaceRecord[],
  given: NewWorkspace,
  { secret, address, hours }: { secret: string; address: string; hours: number },
): WorkspaceRecord {
  const known = new Set<Party>(hub.store.registry.read().connections.flatMap(({ parties }) => parties));
  for (const { party, operator, provider } of all)
    for (const one of [party, operator, provider]) known.add(one);
  const next = () => {
    const party = newParty(hub.random, (one) => known.has(one));
    known.add(party);
    return party;
  };
  const asked = given.party === undefined ? undefined : parseParty(given.party);
  if (asked) known.add(asked);
  const created = hub.now();
  return {
    id: hashToken(hub.newToken()).slice(0, 16),
    secret: hashToken(secret),
    address,
    role: given.role,
    name: given.name,
    party: asked ?? next(),
    operator: next(),
    provider: next(),
    created,
    until: created + hours * 3_600_000,
    callback: null,
    verdict: null,
  };
}
