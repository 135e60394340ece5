import type { Command } from 'commander';
import { Failure } from './command-failure.ts';
import { type PartyId, partyName } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';
import { type Listed, paged, pageOf, withRest } from './list-command-options.ts';
import { adminCommand, group, readParty } from './make-admin-command.ts';
import { table } from './print-table.ts';

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
 * `ocpi-hub held`: lists Sessions and CDRs that the hub withholds until their provider is known, and tells the hub the
 * provider of one.
 */
export function heldCommand(): Command {
  return group('held', 'see what is held, and say whose it is', 'ocpi-hub held list', [
    paged(
      adminCommand<Listed & { party?: string }>(
        'list',
        'Sessions and CDRs that nobody sees until it is known whose they are, oldest first',
        'ocpi-hub held list --json',
        async ({ hub, options, print }) => {
          const rows = await pageOf<Held>(hub, '/held', options, { party: options.party });
          print(rows.all, () => withRest(table(rows.all, columns, 'nothing is held'), rows));
        },
      ),
    ).option('--party <party>', 'only of this operator, or possibly of this provider'),
    settleCommand(),
    adminCommand(
      'dismiss',
      "say that a held object is nobody's: it is shown to no provider, and held no more",
      'ocpi-hub held dismiss ID',
      async ({ hub, print }, name = '') => {
        const { id } = await heldNamed(hub, name);
        await hub.ask('DELETE', `/held/${encodeURIComponent(id)}`);
        print({ id }, () => "it is nobody's, and held no more");
      },
    ).argument('<id>', nameOfHeld),
  ]);
}

function settleCommand(): Command {
  return adminCommand<{ to: PartyId }>(
    'settle',
    'give a held object to whom it is for; it is delivered at once',
    "ocpi-hub held settle ID --to 'DE*VIC'",
    async ({ hub, options: { to }, print }, name = '') => {
      const { id } = await heldNamed(hub, name);
      const held = await hub.ask<Held>('POST', `/held/${encodeURIComponent(id)}`, { to });
      print(held, () => `${held.module} ${held.object_id} of ${partyName(held.owner)} is ${partyName(to)}'s`);
    },
  )
    .argument('<id>', nameOfHeld)
    .requiredOption('--to <party>', 'whose it is, such as DE*VIC', readParty);
}

const nameOfHeld = 'id of the Session or CDR, or of what is held, as "ocpi-hub held list" shows them';

/** The withheld object with an id, or the one withheld Session or CDR that its operator gave this id. */
async function heldNamed(hub: Reach, name: string): Promise<Held> {
  const { all } = await hub.rows<Held>('/held', Number.POSITIVE_INFINITY);
  const [found, second] = all.filter(({ id, object_id }) => id === name || object_id === name);
  if (!found) throw new Failure(`nothing is held with the id ${name}: "ocpi-hub held list" shows what is`);
  if (second)
    throw new Failure(`several are held as ${name}: name one by its "id" in "ocpi-hub held list --json"`);
  return found;
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
