import type { Command } from 'commander';
import { type Connection, connectionNamed } from './find-connection-by-name.ts';
import { adminCommand } from './make-admin-command.ts';
import { card } from './print-table.ts';

/** `ocpi-hub options`: shows or changes the options of one connection. */
export function optionsCommand(): Command {
  return choices({
    kind: 'options',
    one: 'option',
    description: 'show or change the options of a connection',
    example: "ocpi-hub options 'NL*ABC' push=false extensions=none response_hosts=results.example.com",
    shown: ({ options }) => card(options),
  });
}

/**
 * `ocpi-hub profile`: shows or overrides the style of OCPI in which the hub writes to a partner, which the hub has
 * learnt from its traffic.
 */
export function profileCommand(): Command {
  return choices({
    kind: 'profile',
    one: 'setting',
    description: 'show what the hub has learnt of the style of a partner, or overrule it',
    example: "ocpi-hub profile 'NL*ABC' trailing_slash=always nulls=learnt",
    shown: ({ profile, profile_set: set, profile_learnt: learnt }) =>
      card(
        Object.fromEntries(
          Object.entries(profile).map(([name, value]) => [
            name,
            `${[value ?? 'none'].flat().join(', ') || 'none'}${set.includes(name) ? '  (set by hand)' : learnt.includes(name) ? ', learnt' : ''}`,
          ]),
        ),
      ),
  });
}

interface Choices {
  kind: 'options' | 'profile';
  one: string;
  description: string;
  example: string;
  shown(connection: Connection): string;
}

function choices({ kind, one, description, example, shown }: Choices): Command {
  return adminCommand(
    kind,
    description,
    example,
    async ({ hub, print, wrongUsage }, party = '', ...given) => {
      const connection = await connectionNamed(hub, party);
      const known = Object.keys(connection[kind]);
      const changes = given.flat().map((text) => {
        const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
        if (name === '') wrongUsage(`"${text}" is no ${one}=value`);
        if (!known.includes(name)) wrongUsage(`there is no ${one} ${name}; there are ${known.join(', ')}`);
        return [name, kind === 'profile' ? readStyle(name, value) : readOption(name, value)];
      });
      const body = { [kind]: Object.fromEntries(changes) as object };
      const path = `/connections/${connection.id}`;
      const now = changes.length === 0 ? connection : await hub.ask<Connection>('PATCH', path, body);
      print(now[kind], () => shown(now));
    },
  )
    .argument('<party>', 'party such as NL*ABC, or id of a connection')
    .argument(
      '[changes...]',
      `${one}=value, several if need be${kind === 'profile' ? '; learnt takes one back' : ''}`,
    );
}

/** Parses an option's value as `read` does, and hosts as a list separated by commas. */
function readOption(name: string, value: string): unknown {
  if (name === 'response_hosts') return value === 'none' ? [] : value.split(',');
  return read(value);
}

/** Parses `true`, `false` and whole numbers as JSON, anything else as text. */
function read(value: string): unknown {
  return /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value;
}

/**
 * Parses a field of the style as `read` does; `learnt` leaves the field to the hub, repairs and drops are lists
 * separated by commas.
 */
function readStyle(name: string, value: string): unknown {
  if (value === 'learnt') return null;
  if (name === 'repairs' || name === 'drops') return value === 'none' ? [] : value.split(',');
  return read(value);
}
