import { random } from '../common/random.ts';
import { type Deed, deeds } from './deeds.ts';
import { type Evil, openDesk } from './desk.ts';

// The evil partner's process: it is an operator and a provider with agreements, and does what neither may.

/** What the torture tells it. */
export type Order =
  | { do: 'go'; hub: string; tokens: Record<'CPO' | 'EMSP', string>; seed: string }
  | { do: 'stop' };

/** What it says: where it listens, and when it has stopped how often it did what, and what it has got that is not its own. */
export type Report =
  | { is: 'listening'; port: number }
  | { is: 'stopped'; tried: number; answered: number; stolen: string[] };

const report = (message: Report) => void process.send?.(message);
const evil: Evil = { mean: false, tried: 0, answered: 0, stolen: [] };
let going: Promise<unknown> = Promise.resolve();
let on = false;

process.on('disconnect', () => process.exit());
// What it does to itself by its own garbage is no failure of the hub.
process.on('uncaughtException', (error) => console.error(error));
process.on('message', (order: Order) => {
  if (order.do === 'go') {
    on = true;
    evil.mean = true;
    const given = { ...order, evil };
    going = Promise.all(deeds.map((deed, nth) => again(deed, given, `${order.seed} ${nth}`)));
  } else
    void stop().then(() => {
      report({ is: 'stopped', ...evil });
      Object.assign(evil, { tried: 0, answered: 0, stolen: [] });
    });
});
report({ is: 'listening', port: await openDesk(evil) });

async function again({ every, act }: Deed, given: Parameters<Deed['act']>[0], seed: string): Promise<void> {
  const source = random(seed);
  while (on) {
    evil.tried += 1;
    // A hub that is killed cuts what is under way: that is nothing of its own.
    if (await act(given, source).catch(() => false)) evil.answered += 1;
    await new Promise((over) => setTimeout(over, source.whole(every / 2, every)));
  }
}

/** What is under way ends first, and whatever it is answered still counts; it stays as mean to those who call it. */
async function stop(): Promise<void> {
  on = false;
  await going;
}
