import { Argument, type Command } from 'commander';
import { adminCommand, readParty } from './command.ts';
import { connectionNamed, type PartyId } from './connections.ts';
import { objectModules } from './object-modules.ts';
import { table } from './table.ts';

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
  return adminCommand<{ list?: boolean }>(
    'resend',
    'send again at once what is parked for a partner or was refused by it; an object that is named in any case',
    "ocpi-hub resend 'DE*EMP' locations 'NL*ABC' LOC1",
    async ({ hub, options, print }, party = '', module, owner, id) => {
      const connection = await connectionNamed(hub, party);
      if (options.list) {
        const parked = await hub.ask<Parked[]>('GET', `/connections/${connection.id}/parked`);
        return print(parked, () => table(parked, columns, 'nothing is parked'));
      }
      const body = { module, ...(owner as unknown as PartyId | undefined), id };
      const sent = await hub.ask<{ objects: number }>('POST', `/connections/${connection.id}/resend`, body);
      print(sent, () => `${sent.objects} ${sent.objects === 1 ? 'object is' : 'objects are'} sent again`);
    },
  )
    .argument('<party>', 'who is to get it: party such as DE*EMP, or id of a connection')
    .addArgument(new Argument('[module]').choices(objectModules))
    .argument('[owner]', "the objects' owner, such as NL*ABC", readParty)
    .argument('[id]', "the object's id; of a Token its uid")
    .option('--list', 'show what is parked or was refused, and send nothing');
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
