import type { Emsp, EmspOptions, GivenCommand } from './test-api-types.ts';
import { startPartner } from './test-partner.ts';

/** Starts a simulated provider, `DE*EMP` unless another party is named. */
export async function startTestEmsp(options: EmspOptions = {}): Promise<Emsp> {
  const usual = { party: 'DE*EMP', name: 'Simulated eMSP' } as const;
  const { simulator, control } = await startPartner('emsp', usual, options);
  const given = async (id: string) =>
    (await control('GET', `commands/${encodeURIComponent(id)}`)) as GivenCommand;
  return {
    ...simulator,
    command: async (command) => (await control('POST', 'commands', command)) as GivenCommand,
    async resultOf(id, within = 5000) {
      const { result } = await given(id);
      if (result !== null) return result;
      // The result comes to a URL whose last segment is the command's id.
      const { module } = moduleOfResult(await given(id));
      await simulator.received({ module, method: 'POST', id, within });
      return (await given(id)).result ?? '';
    },
    async changeToken(uid, fields) {
      await control('PATCH', `tokens/${encodeURIComponent(uid)}`, fields);
    },
  };
}

function moduleOfResult({ command }: GivenCommand): { module: 'commands' | 'chargingprofiles' } {
  return { module: command.endsWith('_CHARGING_PROFILE') ? 'chargingprofiles' : 'commands' };
}
