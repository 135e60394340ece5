import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from './simulator-process.ts';

const running = new Map<string, Promise<Simulator>>();

/** Simulated seconds in a wall-clock second, unless a scenario sets another speed. */
export const usualSpeed = 2000;

/** The simulated `operator` or `provider` that all scenarios of this worker share, started on first use. */
export function simulated(side: string): Promise<Simulator> {
  const known = running.get(side);
  const started =
    known ?? startSimulator(...(side === 'operator' ? ['cpo', '--speed', `${usualSpeed}`] : ['emsp']));
  running.set(side, started);
  return started;
}

/** Ends the simulators as their users would; throws when one does not end properly. */
export async function stopSimulators(): Promise<void> {
  for (const simulator of await Promise.all(running.values())) {
    const { code, output } = await simulator.stop();
    assert.equal(code, 0, output);
  }
}
