import { random } from '../common/seeded-random.ts';
import { type Attack, attacks } from './attacks-on-hub.ts';
import { type Evil, openServer } from './malicious-partner-server.ts';

// This program is the malicious partner's process: an operator and a provider with agreements, which does things that
// neither may.

/** An order of the torture to the malicious partner. */
export type Order =
  | { do: 'go'; hub: string; tokens: Record<'CPO' | 'EMSP', string>; seed: string }
  | { do: 'stop' };

/**
 * A report of the malicious partner: its port, or when it has stopped the number of each attack, and the data of other
 * parties that it obtained.
 */
export type Report =
  | { is: 'listening'; port: number }
  | { is: 'stopped'; tried: number; answered: number; stolen: string[] };

const report = (message: Report) => void process.send?.(message);
const evil: Evil = { mean: false, tried: 0, answered: 0, stolen: [] };
let going: Promise<unknown> = Promise.resolve();
let on = false;

process.on('disconnect', () => process.exit());
// Errors that its own invalid data causes in this process are no failure of the hub.
process.on('uncaughtException', (error) => console.error(error));
process.on('message', (order: Order) => {
  if (order.do === 'go') {
    on = true;
    evil.mean = true;
    const given = { ...order, evil };
    going = Promise.all(attacks.map((deed, nth) => again(deed, given, `${order.seed} ${nth}`)));
  } else
    void stop().then(() => {
      report({ is: 'stopped', ...evil });
      Object.assign(evil, { tried: 0, answered: 0, stolen: [] });
    });
});
report({ is: 'listening', port: await openServer(evil) });

async function again(
  { every, act }: Attack,
  given: Parameters<Attack['act']>[0],
  seed: string,
): Promise<void> {
  const source = random(seed);
  while (on) {
    evil.tried += 1;
    // A hub that is killed cuts open connections, which is no error of the malicious partner.
    if (await act(given, source).catch(() => false)) evil.answered += 1;
    await new Promise((over) => setTimeout(over, source.whole(every / 2, every)));
  }
}

/**
 * Stops attacking and lets open requests end, since their answers still count; the partner's own answers stay
 * malicious.
 */
async function stop(): Promise<void> {
  on = false;
  await going;
}
