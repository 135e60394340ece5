import { after } from 'node:test';

/** Waits for what is starting, and stops it when the test or the file that starts it ends. */
export async function kept<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const one = await starting;
  after(() => one.stop());
  return one;
}
