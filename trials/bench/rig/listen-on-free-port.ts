import type { Process } from './benchmark-process.ts';

/** Makes a comparison program listen; gives its origin. */
export async function origin(limit: Process, given: unknown = {}): Promise<string> {
  return `http://127.0.0.1:${await limit.ask<number>('listen', given)}`;
}
