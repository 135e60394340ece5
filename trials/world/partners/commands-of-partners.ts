import type { Chance } from '../time/seeded-random.ts';
import { type Json, timeText } from './sample-objects.ts';
import type { Partner } from './simulated-partner.ts';
import { wires } from './wire-by-version.ts';

/** A command as the provider that gave it knows it. */
export interface Command {
  id: string;
  /** The operator's direct answer to the command; absent while none has come. */
  direct?: string | undefined;
  asked: number;
  /** Each result of the command that has come, in order. */
  results: string[];
}

/** The commands that a provider has given. */
export interface Commands {
  all: Map<string, Command>;
  /** Commands an operator to start a session with a Token; resolves when the direct answer has come, or none will. */
  start(operator: string, location: string, token: Json, reference?: string): Promise<Command>;
}

/** The commands of a provider, none yet; `came` is called with each result. */
export function commandsOf(partner: Partner, came: (command: Command) => void): Commands {
  const all = new Map<string, Command>();
  partner.on('results', ({ method, parts, body }) => {
    const command = all.get(parts[0] ?? '');
    if (method !== 'POST' || !command) return undefined;
    command.results.push(String(body?.result));
    came(command);
    return {};
  });
  return {
    all,
    async start(operator, location, token, reference) {
      const id = `${partner.party.slice(3)}-${all.size + 1}`;
      const command: Command = { id, asked: partner.now(), results: [] };
      all.set(id, command);
      const answered = await partner.call(
        'POST',
        'commands/START_SESSION',
        {
          response_url: `https://${partner.host}/ocpi/${partner.version}/results/${id}`,
          ...{
            token: wires[partner.version].write('tokens', partner.party, token),
            location_id: location,
            evse_uid: 'E1',
          },
          ...(reference ? { authorization_reference: reference } : {}),
        },
        { 'ocpi-to-country-code': operator.slice(0, 2), 'ocpi-to-party-id': operator.slice(3) },
      );
      command.direct = answered.ok ? String((answered.data as Json | null)?.result) : undefined;
      return command;
    },
  };
}

/** Makes an operator accept commands: it answers at once, and posts the result later to the URL that it was given. */
export function takeCommands(partner: Partner, chance: Chance): void {
  partner.on('commands', ({ method, parts, body }) => {
    if (method !== 'POST' || parts[0] !== 'START_SESSION') return undefined;
    const url = String(body?.response_url);
    const path = url.slice(url.indexOf('/2.1.1/') + 7);
    const pause = chance.is(0.15) ? 19_500 + chance.below(1_500) : chance.between(50, 6_000);
    const result = chance.pick(['ACCEPTED', 'ACCEPTED', 'REJECTED']);
    const tell = async () => {
      await partner.sleep(pause);
      for (let attempt = 0; attempt < 4; attempt++) {
        const answered = await partner.call('POST', path, { result });
        if (answered.ok || answered.http === 404) return;
        await partner.sleep(700);
      }
    };
    if (!chance.is(0.1)) void tell();
    return { data: { result: 'ACCEPTED' } };
  });
}

/** The content of a driver's Session when it begins. */
export function sessionBegin(now: number, contract: string, location: Json): Json {
  return { start_datetime: timeText(now), auth_id: contract, location, status: 'ACTIVE' };
}
