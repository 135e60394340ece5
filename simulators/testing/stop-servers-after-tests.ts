import { after } from 'node:test';

const running: { stop(): Promise<void> }[] = [];
after(async () => {
  for (const one of running) await one.stop();
});

/** Waits for what is starting, and stops it when the tests of the process end. */
export async function kept<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const one = await starting;
  running.push(one);
  return one;
}
