import { Command, Option } from 'commander';
import { type Connection, connectionNamed, type PartyId, partyName } from './find-connection-by-name.ts';
import { type Invited, invite } from './invite-partner.ts';
import { adminCommand, group, readParty, readRole } from './make-admin-command.ts';
import { whole } from './parties-command.ts';

interface Options {
  role: 'CPO' | 'EMSP';
  party: PartyId;
  name: string;
  versionsUrl: string;
  token: string;
  extensions?: 'all' | 'owner' | 'none';
}

/** `ocpi-hub pair`: invites, renews, suspends and ends connections. */
export function pairCommand(): Command {
  return group(
    'pair',
    'begin, renew, suspend and end connections',
    "ocpi-hub pair invite --role cpo --party 'NL*ABC' --name 'My company'",
    [
      partner(
        adminCommand<Options>(
          'invite',
          'prepare a connection and print the TOKEN_A for the partner, this once; again, before it has registered: a new TOKEN_A',
          "ocpi-hub pair invite --role cpo --party 'NL*ABC' --name 'My company'",
          async ({ hub, options: { role, party, name, extensions }, print }) => {
            const made = await invite(hub, { role, party, name, ...optionsOf(extensions) });
            print(made, () => invitation(made));
          },
        ).aliases(['add', 'new']),
      ),
      partner(
        adminCommand<Options>(
          'register',
          'register with a partner who has given you his versions URL and a TOKEN_A',
          "ocpi-hub pair register --role emsp --party 'DE*EMP' --name EMP --versions-url https://emp.example/ocpi/versions --token …",
          async ({ hub, options: { role, party, name, versionsUrl, token, extensions }, print }) => {
            const body = { role, ...party, name, versions_url: versionsUrl, token, ...optionsOf(extensions) };
            const made = await hub.ask<Connection>('POST', '/connections', body);
            print(made, () => whole(made));
          },
        )
          .requiredOption('--versions-url <url>', "the partner's versions endpoint")
          .requiredOption('--token <token>', 'TOKEN_A that the partner gave out'),
      ),
      ...actions.map(([name, description, method, path, body]) =>
        adminCommand(
          name,
          description,
          `ocpi-hub pair ${name} 'NL*ABC'`,
          async ({ hub, print }, party = '') => {
            const { id } = await connectionNamed(hub, party);
            const changed = await hub.ask<Connection>(method, `/connections/${id}${path}`, body);
            print(changed, () => `${partyName(changed)} is ${changed.status}`);
          },
        )
          .argument('<party>', 'party such as NL*ABC, or id of a connection')
          .aliases(otherNames[name] ?? []),
      ),
    ],
  );
}

// biome-ignore format: a table
const actions: [name: string, description: string, method: string, path: string, body?: object][] = [
  ['rotate',     'renew the credentials at the partner',          'POST',   '/rotate'],
  ['end-old-token', 'end the token before a renewal at once, used or not', 'DELETE', '/old-token'],
  ['suspend',    'stop all exchange with a partner',              'PATCH',  '', { status: 'SUSPENDED' }],
  ['resume',     'take the exchange up again',                    'PATCH',  '', { status: 'REGISTERED' }],
  ['unregister', 'end a connection; what it gave stays in store', 'DELETE', ''],
];

/** Shorter names of the actions on a connection. */
const otherNames: Record<string, string[]> = {
  rotate: ['renew'],
  suspend: ['pause'],
  unregister: ['remove', 'rm', 'delete'],
};

function partner(command: Command): Command {
  return command
    .requiredOption('--role <role>', 'what the partner is: cpo or emsp', readRole)
    .requiredOption('--party <party>', 'country code and party id, such as NL*ABC', readParty)
    .requiredOption('--name <name>', 'name shown to the operators of the hub')
    .addOption(extensionsOption());
}

/**
 * The option `--extensions`: fields beyond 2.1.1 that a partner understands, which only the partner can tell (EXT-23).
 */
export function extensionsOption(): Option {
  return new Option(
    '--extensions <which>',
    'none where its system refuses unknown fields, all where it wants every extension',
  ).choices(['all', 'owner', 'none']);
}

/** The connection options of an invitation; those that were not given are left to the hub. */
export function optionsOf(extensions: string | undefined): { options?: object } {
  return extensions === undefined ? {} : { options: { extensions } };
}

/** Text for a new partner: the versions URL and TOKEN_A with which it registers, and a first request to try. */
export function invitation(made: Invited): string {
  return `${partyName(made)} may register now. Hand over, by a safe way:

  versions URL  ${made.versions_url}
  TOKEN_A       ${made.token}      (shown this once)

Ask whether its system refuses unknown fields; if it does: ocpi-hub options '${partyName(made)}' extensions=none

To try it:

  curl -s '${made.versions_url}' -H 'Authorization: Token ${made.token}'
`;
}
