import { Argument, type Command } from 'commander';
import { connectionNamed, type PartyId, partyName } from './find-connection-by-name.ts';
import { adminCommand, readParty } from './make-admin-command.ts';
import { objectModules } from './object-modules.ts';
import { table } from './print-table.ts';

interface Parked extends PartyId {
  module: string;
  id: string;
  state: string;
  since: string;
  attempts: number;
  next_attempt: string | null;
  error: string | null;
}

/** `ocpi-hub resend`: sends again the objects that a partner has not accepted, or lists them. */
export function resendCommand(): Command {
  return adminCommand<{ list?: boolean; stored?: boolean }>(
    'resend',
    'send a partner again at once what is parked or was refused; one object in any case; with --stored a module, or all; exit code 1 when some failed',
    "ocpi-hub resend 'DE*EMP' locations 'NL*ABC' LOC1",
    async ({ hub, options, print }, party = '', module, owner, id) => {
      const connection = await connectionNamed(hub, party);
      if (options.list) {
        const parked = await hub.ask<Parked[]>('GET', `/connections/${connection.id}/parked`);
        return print(parked, () => table(parked, columns, 'nothing is parked'));
      }
      const { stored } = options;
      const body = { module, ...(owner as unknown as PartyId | undefined), id, stored };
      const sent = await hub.ask<Resent>('POST', `/connections/${connection.id}/resend`, body);
      print(sent, () => inWords(sent));
      if (sent.failed > 0) process.exitCode = 1;
    },
  )
    .argument('<party>', 'who is to get it: party such as DE*EMP, or id of a connection')
    .addArgument(new Argument('[module]').choices(objectModules))
    .argument('[owner]', "the objects' owner, such as NL*ABC", readParty)
    .argument('[id]', "the object's id; of a Token its uid")
    .option('--stored', 'all that is stored and that it may have, of the module and owner if they are named')
    .option('--list', 'show what is parked or was refused, and send nothing');
}

interface Resent {
  objects: number;
  taken: number;
  failed: number;
  waiting: number;
  errors: (PartyId & { module: string; id: string; error: string })[];
}

function inWords({ objects, taken, failed, waiting, errors }: Resent): string {
  const lines = errors.map(
    ({ module, id, error, ...owner }) => `  ${module} ${partyName(owner)} ${id}: ${error}`,
  );
  const more = failed > errors.length ? [`  and ${failed - errors.length} more`] : [];
  const sum = `${objects} ${objects === 1 ? 'object is' : 'objects are'} sent again: ${taken} taken, ${failed} failed, ${waiting} on their way`;
  return [sum, ...lines, ...more].join('\n');
}

const columns = {
  MODULE: ({ module }: Parked) => module,
  OWNER: ({ country_code, party_id }: Parked) => `${country_code}*${party_id}`,
  ID: ({ id }: Parked) => id,
  STATE: ({ state }: Parked) => state,
  ATTEMPTS: ({ attempts }: Parked) => attempts,
  SINCE: ({ since }: Parked) => since,
  NEXT: ({ next_attempt }: Parked) => next_attempt,
  ERROR: ({ error }: Parked) => error,
};
