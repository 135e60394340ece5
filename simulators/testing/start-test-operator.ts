import type { Cpo, CpoOptions, PluggedIn } from './test-api-types.ts';
import { startPartner } from './test-partner.ts';

/** Starts a simulated operator, `NL*CPO` unless another party is named. */
export async function startTestCpo(options: CpoOptions = {}): Promise<Cpo> {
  const { simulator, control } = await startPartner(
    'cpo',
    { party: 'NL*CPO', name: 'Simulated CPO' },
    options,
  );
  return {
    ...simulator,
    plugIn: async (car) => (await control('POST', 'sessions', car)) as PluggedIn,
    unplug: async (session) => void (await control('POST', `sessions/${encodeURIComponent(session)}/stop`)),
    async setStatus(location, evse, status) {
      const path = `evses/${encodeURIComponent(location)}/${encodeURIComponent(evse)}`;
      await control('PATCH', path, { status });
    },
  };
}
