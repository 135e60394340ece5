import type { Command } from 'commander';
import { adminCommand } from './command.ts';
import { type Connection, connectionNamed } from './connections.ts';
import { card } from './table.ts';

/** `ocpi-hub options`: the choices for one connection, shown or changed. */
export function optionsCommand(): Command {
  return adminCommand(
    'options',
    'show or change the options of a connection',
    "ocpi-hub options 'NL*ABC' push=false page_limit=100",
    async ({ hub, print, wrongUsage }, party = '', ...given) => {
      const { id, options } = await connectionNamed(hub, party);
      const changes = given.flat().map((text) => {
        const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
        return name === '' ? wrongUsage(`"${text}" is no option=value`) : [name, read(value)];
      });
      const unknown = changes.map(([name]) => String(name)).find((name) => !(name in options));
      if (unknown) wrongUsage(`there is no option ${unknown}; there are ${Object.keys(options).join(', ')}`);
      const body = { options: Object.fromEntries(changes) as object };
      const now =
        changes.length === 0
          ? options
          : (await hub.ask<Connection>('PATCH', `/connections/${id}`, body)).options;
      print(now, () => card(now));
    },
  )
    .argument('<party>', 'party such as NL*ABC, or id of a connection')
    .argument('[changes...]', 'option=value, several if need be');
}

/** `true`, `false` and numbers as JSON, anything else as text. */
function read(value: string): unknown {
  return /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value;
}
