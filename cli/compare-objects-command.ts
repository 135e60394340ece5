import type { Command } from 'commander';
import { type PartyId, partyName } from './find-connection-by-name.ts';
import { adminCommand, readParty } from './make-admin-command.ts';
import { table } from './print-table.ts';

interface Found {
  shown: number;
  acknowledged: number;
  differences: { module: string; id: string; is: string; cause: string; resent: boolean }[];
}

/**
 * `ocpi-hub converge`: compares the objects that a receiver has with those of an owner that it should have; exit code 1
 * where they differ.
 */
export function convergeCommand(): Command {
  return adminCommand<{ mend?: boolean; after: string }>(
    'converge',
    'compare what a receiver has of an owner with what it should have, object by object',
    "ocpi-hub converge 'NL*ABC' 'DE*EMP' --mend",
    async ({ hub, options: { mend = false, after }, print }, owner, receiver) => {
      const [from, to] = [owner, receiver] as unknown as PartyId[];
      const found: Found = { shown: 0, acknowledged: 0, differences: [] };
      for (let next: number | null = Number(after); next !== null; ) {
        const body = { from, to, mend, after: next };
        const part: Found & { next: number | null } = await hub.ask('POST', '/converge', body);
        found.shown += part.shown;
        found.acknowledged += part.acknowledged;
        found.differences.push(...part.differences);
        next = part.next;
      }
      print(found, () => inWords(found, mend, [from, to] as PartyId[]));
      if (found.differences.length > 0) process.exitCode = 1;
    },
  )
    .argument('<owner>', 'whose objects: party such as NL*ABC', readParty)
    .argument('<receiver>', 'who is to have them: party such as DE*EMP', readParty)
    .option('--mend', 'send again what it lacks or has otherwise')
    .option('--after <change>', 'only objects that have changed after this change of the hub', '0');
}

function inWords({ shown, acknowledged, differences }: Found, mend: boolean, parties: PartyId[]): string {
  const [owner, receiver] = parties.map(partyName) as [string, string];
  if (shown + acknowledged + differences.length === 0)
    return `nothing to compare: ${receiver} should have no object of ${owner} ("ocpi-hub parties" and "ocpi-hub agree list" tell who is connected, and with whom)`;
  const counts = `${shown} objects compared with what it shows, ${acknowledged} with what it has acknowledged`;
  const columns = {
    MODULE: ({ module }: Found['differences'][number]) => module,
    ID: ({ id }: Found['differences'][number]) => id,
    IS: ({ is, resent }: Found['differences'][number]) => (resent ? `${is}, sent again` : is),
    CAUSE: ({ cause }: Found['differences'][number]) => cause,
  };
  if (differences.length === 0) return `${counts}: it has what it should have`;
  const hint = mend ? '' : '\n--mend sends them again';
  return `${table(differences, columns)}\n\n${counts}: ${differences.length} differ${hint}`;
}
