import type { Command } from 'commander';
import { adminCommand, group, readParty } from './command.ts';
import { type PartyId, partyName } from './connections.ts';
import { table } from './table.ts';

interface Held {
  id: string;
  module: string;
  owner: PartyId;
  object_id: string;
  auth_id: string;
  since: string;
  among: PartyId[];
}

/**
 * `ocpi-hub held`: Sessions and CDRs that wait until their provider is known, and the operator's decision about one.
 */
export function heldCommand(): Command {
  return group('held', 'see what is held, and say whose it is', 'ocpi-hub held list', [
    adminCommand(
      'list',
      'Sessions and CDRs that nobody sees until it is known whose they are, oldest first',
      'ocpi-hub held list --json',
      async ({ hub, print }) => {
        const all = await hub.ask<Held[]>('GET', '/held');
        print(all, () => table(all, columns, 'nothing is held'));
      },
    ),
    settleCommand(),
    adminCommand(
      'dismiss',
      "say that a held object is nobody's: it is shown to no provider, and held no more",
      'ocpi-hub held dismiss ID',
      async ({ hub, print }, id = '') => {
        await hub.ask('DELETE', `/held/${encodeURIComponent(id)}`);
        print({ id }, () => "it is nobody's, and held no more");
      },
    ).argument('<id>', 'id of the held object, as "ocpi-hub held list" shows it'),
  ]);
}

function settleCommand(): Command {
  return adminCommand<{ to: PartyId }>(
    'settle',
    'give a held object to whom it is for; it is delivered at once',
    "ocpi-hub held settle ID --to 'DE*VIC'",
    async ({ hub, options: { to }, print }, id = '') => {
      const held = await hub.ask<Held>('POST', `/held/${encodeURIComponent(id)}`, { to });
      print(held, () => `${held.module} ${held.object_id} of ${partyName(held.owner)} is ${partyName(to)}'s`);
    },
  )
    .argument('<id>', 'id of the held object, as "ocpi-hub held list" shows it')
    .requiredOption('--to <party>', 'whose it is, such as DE*VIC', readParty);
}

const columns = {
  SINCE: ({ since }: Held) => since,
  MODULE: ({ module }: Held) => module,
  OWNER: ({ owner }: Held) => partyName(owner),
  OBJECT: ({ object_id }: Held) => object_id,
  CONTRACT: ({ auth_id }: Held) => auth_id,
  AMONG: ({ among }: Held) => among.map(partyName).join(', ') || 'nobody known',
  ID: ({ id }: Held) => id,
};
