import { Argument, type Command } from 'commander';
import type { PartyId } from './find-connection-by-name.ts';
import { adminCommand, readParty } from './make-admin-command.ts';
import { objectModules } from './object-modules.ts';

interface Why {
  answer: string;
  delivered: boolean | null;
  reasons: { code: string; text: string; request_id?: string }[];
}

/**
 * `ocpi-hub why`: tells why an object did or did not reach a receiver; exit code 1 unless it is known to have reached
 * it.
 */
export function whyCommand(): Command {
  return adminCommand(
    'why',
    'why an object has or has not reached a receiver; exit code 1 unless it has',
    "ocpi-hub why locations 'NL*ABC' LOC1 'ES*MSP'",
    async ({ hub, print }, module = '', owner, id = '', to = '') => {
      const query = new URLSearchParams({ module, ...(owner as unknown as PartyId), id, to });
      const why = await hub.ask<Why>('GET', `/why?${query}`);
      print(why, () => inWords(why));
      if (!why.delivered) process.exitCode = 1;
    },
  )
    .addArgument(new Argument('<module>').choices(objectModules))
    .argument('<owner>', "the object's owner, such as NL*ABC", readParty)
    .argument('<id>', "the object's id; of a Token its uid")
    .argument('<receiver>', 'party such as ES*MSP, or id of a connection');
}

function inWords({ answer, reasons }: Why): string {
  const requests = reasons.flatMap(({ request_id }) => request_id ?? []);
  return [
    answer,
    ...reasons.slice(1).map(({ text }) => `  also: ${text}`),
    ...(requests[0] ? [`  see: ocpi-hub trace --request-id ${requests[0]}`] : []),
  ].join('\n');
}
