import { Argument, type Command } from 'commander';
import type { PartyId } from './find-connection-by-name.ts';
import { adminCommand, readParty } from './make-admin-command.ts';
import { objectModules } from './object-modules.ts';
import { table } from './print-table.ts';

interface Page {
  total: number;
  offset: number;
  objects: (PartyId & {
    id: string;
    last_updated: string;
    changed: number;
    recipient: string | null;
    object: Record<string, unknown>;
  })[];
}

/** `ocpi-hub objects`: lists and shows the OCPI objects that the hub stores. */
export function objectsCommand(): Command {
  return adminCommand<{ owner?: PartyId; offset: string; limit: string }>(
    'objects',
    'what the hub stores of a module',
    "ocpi-hub objects locations --owner 'ES*CPO' --limit 5",
    async ({ hub, options: { owner, offset, limit }, print }, module = '') => {
      const query = new URLSearchParams({ offset, limit, ...owner });
      const page = await hub.ask<Page>('GET', `/objects/${module}?${query}`);
      print(
        page,
        () => `${table(page.objects, columns)}\n\n${range(page)} ${module} (--json shows them whole)`,
      );
    },
  )
    .addArgument(new Argument('<module>').choices(objectModules))
    .option('--owner <party>', 'only of this party, such as NL*ABC', readParty)
    .option('--offset <number>', 'how many to leave out', '0')
    .option('--limit <number>', 'how many at most', '20');
}

type Row = Page['objects'][number];

const columns = {
  OWNER: ({ country_code, party_id }: Row) => `${country_code}*${party_id}`,
  ID: ({ id }: Row) => id,
  'LAST UPDATED': ({ last_updated }: Row) => last_updated,
  CHANGE: ({ changed }: Row) => changed,
  FOR: ({ recipient }: Row) => recipient ?? 'all agreed',
  WHAT: ({ object }: Row) => object.name ?? object.status ?? object.auth_id ?? object.currency,
};

function range({ total, offset, objects }: Page): string {
  return objects.length === 0 ? `0 of ${total}` : `${offset + 1} to ${offset + objects.length} of ${total}`;
}
