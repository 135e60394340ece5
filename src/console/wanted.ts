import type { ExchangeSummary, SimulatorView } from '../hub/types.generated.ts';

/** The test cards of the simulated provider: their uids say which refusal, delay or answer they are for. */
const testCard = /\/tokens\/(?:[^/]+-)?(TOKEN-[A-Z0-9-]+)\/authorize/;

/** Whether an exchange failed because a test card of the lab is there to make it fail: nobody need look into it. */
export function isWanted(
  { connection, url }: Pick<ExchangeSummary, 'connection' | 'url'>,
  simulators: Pick<SimulatorView, 'connection'>[],
): boolean {
  return testCard.test(url) && simulators.some((one) => one.connection === connection);
}
