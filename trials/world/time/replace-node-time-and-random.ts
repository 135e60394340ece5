import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Chance } from './seeded-random.ts';
import type { Timeline } from './simulated-clock.ts';

/**
 * Replaces Node's time, timers and random numbers by the world's, for code and packages that use Node directly; gives a
 * function that undoes it. A timer belongs to the owner of the event that sets it, and dies with it.
 */
export function takeOver(time: Timeline, chance: Chance): () => void {
  const real = {
    Date: globalThis.Date,
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
    setImmediate: globalThis.setImmediate,
    clearImmediate: globalThis.clearImmediate,
  };
  const realRandom = Math.random;
  const realNow = performance.now;
  const realCrypto = { randomUUID: crypto.randomUUID, randomBytes: crypto.randomBytes };
  const now = () => Math.floor(time.now());

  class WorldDate extends real.Date {
    constructor(...given: [] | [value: number | string | Date]) {
      if (given.length === 0) super(now());
      else super(...given);
    }
    static override now(): number {
      return now();
    }
  }
  const once = (call: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
    new Timer(time.after(milliseconds, () => call(...given), time.owner()));
  const again = (call: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    const owner = time.owner();
    const timer = new Timer(() => undefined);
    const next = () => {
      timer.cancel = time.after(milliseconds, run, owner);
    };
    const run = () => {
      next();
      call(...given);
    };
    next();
    return timer;
  };
  const clear = (timer: unknown) => {
    if (timer instanceof Timer) timer.cancel();
  };
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => chance.below(256)));

  Object.assign(globalThis, {
    Date: WorldDate,
    setTimeout: once,
    setInterval: again,
    setImmediate: (call: (...given: unknown[]) => void, ...given: unknown[]) => once(call, 0, ...given),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  });
  Math.random = chance.next;
  performance.now = () => time.now();
  Object.assign(crypto, { randomUUID: () => uuid(bytes(16)), randomBytes: bytes });
  syncBuiltinESMExports();
  return () => {
    Object.assign(globalThis, real);
    Math.random = realRandom;
    performance.now = realNow;
    Object.assign(crypto, realCrypto);
    syncBuiltinESMExports();
  };
}

/** The handle that the replaced `setTimeout` and its like give. */
class Timer {
  cancel: () => void;
  constructor(cancel: () => void) {
    this.cancel = cancel;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return false;
  }
}

/** A random UUID from 16 bytes. */
export function uuid(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = bytes.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}
