import { NobodyThere } from '../check-and-verdict-types.ts';
import { inShort, succeeded } from '../http-exchange.ts';
import { send, type Trial } from '../suite-run-state.ts';
import { eventually } from '../wait-for-fact.ts';

/**
 * Resolves when there is a partner to judge: an address that accepts the token, or a partner that has registered.
 * Throws NobodyThere otherwise, since a missing partner is no verdict.
 */
export async function arrive(trial: Trial): Promise<void> {
  if (trial.invitedThem) await awaitGuest(trial);
  else await call(trial);
}

async function call(trial: Trial): Promise<void> {
  const { versionsUrl, tokenToThem } = trial;
  const shown = await send(trial, 'GET', versionsUrl);
  const { status } = shown.answer;
  if (status === null) throw new NobodyThere(`nobody answers at ${versionsUrl}: ${shown.error}`);
  if (status === 404) throw new NobodyThere(`there are no versions at ${versionsUrl}: ${inShort(shown)}`);
  if (status !== 401 && status !== 403) return;
  // A partner that accepts only the Base64 form of the token is present; the check TRANS-01 judges it.
  const encoded = Buffer.from(tokenToThem).toString('base64');
  trial.secrets.add(encoded);
  if (succeeded(await send(trial, 'GET', versionsUrl, { token: encoded }))) return;
  throw new NobodyThere(`${versionsUrl} does not know the token: ${inShort(shown)}`);
}

/** Waits for a partner that is to register by itself; one whose attempt failed is present, too. */
async function awaitGuest(trial: Trial): Promise<void> {
  const { desk, options } = trial;
  const hasCome = () =>
    desk.inbox.some(({ url, method }) => method === 'POST' && url.includes('/credentials'));
  if (await eventually(options.wait, () => hasCome() || trial.interrupted)) return;
  const came = desk.inbox.length > 0 ? `, though ${desk.inbox.length} requests came` : '';
  throw new NobodyThere(`nobody registered within ${options.wait / 1000} s${came}`);
}
