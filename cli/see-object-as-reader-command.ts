import { Argument, type Command } from 'commander';
import type { PartyId } from './find-connection-by-name.ts';
import { adminCommand, readParty } from './make-admin-command.ts';
import { objectModules } from './object-modules.ts';

interface Seen {
  owner: Side;
  reader: Side;
  lost: string[];
  invented: string[];
  notes: string[];
  held: string | null;
}

interface Side {
  party: string;
  version: string;
  object: object | null;
}

/**
 * `ocpi-hub see`: shows an object as its owner wrote it and as a reader gets it, and lists what was lost, added or
 * withheld between the two.
 */
export function seeCommand(): Command {
  return adminCommand<{ as: string }>(
    'see',
    'an object as its owner wrote it and as a reader gets it, with what is lost, made up or held',
    "ocpi-hub see locations 'NL*ABC' LOC1 --as 'DE*EMP'",
    async ({ hub, print, options }, module = '', owner, id = '') => {
      const query = new URLSearchParams({ module, ...(owner as unknown as PartyId), id, to: options.as });
      const seen = await hub.ask<Seen>('GET', `/see?${query}`);
      print(seen, () => inWords(seen));
    },
  )
    .addArgument(new Argument('<module>').choices(objectModules))
    .argument('<owner>', "the object's owner, such as NL*ABC", readParty)
    .argument('<id>', "the object's id; of a Token its uid")
    .requiredOption('--as <reader>', 'party such as DE*EMP, or id of a connection');
}

function inWords({ owner, reader, lost, invented, notes, held }: Seen): string {
  const ledger = [
    ...(held === null ? [] : [`held      ${held}`]),
    ...lost.map((pointer) => `lost      ${pointer}`),
    ...invented.map((pointer) => `made up   ${pointer}`),
    ...notes.map((note) => `note      ${note}`),
  ];
  return [
    `${owner.party} wrote in OCPI ${owner.version}:`,
    JSON.stringify(owner.object, undefined, 2),
    '',
    `${reader.party} gets in OCPI ${reader.version}:`,
    reader.object === null ? 'nothing' : JSON.stringify(reader.object, undefined, 2),
    '',
    ...(ledger.length > 0 ? ledger : ['Nothing is lost, made up or held.']),
  ].join('\n');
}
