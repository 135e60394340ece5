import type { ExchangeSummary, SimulatorView } from '../hub/types.generated.ts';

/** URLs of the simulated provider's test cards: their uids say which refusal, delay or answer they are for. */
const testCard = /\/tokens\/(?:[^/]+-)?(TOKEN-[A-Z0-9-]+)\/authorize/;

/** Whether an exchange failed because a test card of the lab makes it fail on purpose: nobody needs to look into it. */
export function isWanted(
  { connection, url }: Pick<ExchangeSummary, 'connection' | 'url'>,
  simulators: Pick<SimulatorView, 'connection'>[],
): boolean {
  return testCard.test(url) && simulators.some((one) => one.connection === connection);
}
