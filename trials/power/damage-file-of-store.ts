import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/hub/ports/store.ts';
import { doctor } from '../../src/store/embedded/doctor/examine-data-folder.ts';
import { type Random, random } from '../torture/common/seeded-random.ts';
import { contentOf, type Filling, filled, missingIn, openFolder, strangeIn } from './filled-data-folder.ts';

/**
 * Outcomes of damage to one file of a data folder: content as before, the same with a warning, a log's end left out
 * with a warning that names file and byte, refused by name, mended by `ocpi-hub doctor`, anything else.
 */
export const outcomes = ['true', 'mended', 'left out', 'refused', 'doctored', 'wrong'] as const;
export type Tally = Record<(typeof outcomes)[number], number>;

/** The ways to damage a file's bytes; each gives a description of the damage. */
export const damages = {
  /** Flips one bit of a file's bytes, as a faulty disk or memory does. */
  bit(bytes: Buffer, chance: Random): string {
    const bit = chance.whole(0, bytes.length * 8 - 1);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return `bit ${bit}`;
  },
  /** Overwrites some bytes with random ones. */
  bytes(bytes: Buffer, chance: Random): string {
    const length = Math.min(bytes.length, chance.whole(2, 64));
    const at = chance.whole(0, bytes.length - length);
    for (let nth = at; nth < at + length; nth++) bytes[nth] = chance.whole(0, 255);
    return `bytes ${at} to ${at + length}`;
  },
};

export type Damage = keyof typeof damages;

/** The outcomes of all damage to one file, and everything that was wrong, in words. */
export interface Flipped {
  file: string;
  tally: Tally;
  wrong: string[];
}

/**
 * Damages every file of a data folder `times`, once at a time in a copy, and opens the store: its content must be as
 * before, with or without a warning, or it must refuse with the name of the file. `ocpi-hub doctor` then mends a
 * refused folder: it may add nothing, and must report everything that is missing or older.
 */
export async function* flips(
  folder: string,
  seed: string,
  damage: Damage,
  times: number,
): AsyncGenerator<Flipped> {
  const whole = join(folder, `whole-${damage}`);
  const filling = await filled(whole);
  const copy = join(folder, 'flipped');
  for (const file of filesIn(whole)) {
    const wrong: string[] = [];
    const chance = random(seed, file, damage);
    const tally = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Tally;
    for (let nth = 0; nth < times; nth++) {
      rmSync(copy, { recursive: true, force: true });
      cpSync(whole, copy, { recursive: true });
      const bytes = readFileSync(join(copy, file));
      const place = damages[damage](bytes, chance);
      writeFileSync(join(copy, file), bytes);
      const [outcome, words] = await outcomeOf(copy, file, filling);
      tally[outcome] += 1;
      if (outcome === 'wrong') wrong.push(`${file}, ${place}: ${words}`);
    }
    yield { file, tally, wrong };
  }
  rmSync(copy, { recursive: true, force: true });
}

/** Files of a data folder with content whose loss would matter. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && statSync(join(folder, name)).size > 0)
    .filter((name) => !/(^|\/)LOG(\.old)?$/.test(name))
    .sort();
}

async function outcomeOf(folder: string, file: string, filling: Filling): Promise<[keyof Tally, string]> {
  const warnings: string[] = [];
  let store: Store | undefined;
  try {
    store = await openFolder(folder, (message) => warnings.push(message));
    const is = await contentOf(store);
    if (is === filling.content) return [warnings.length > 0 ? 'mended' : 'true', warnings.join()];
    const told = `warned of ${warnings.join('; ') || 'nothing'}`;
    if (file.endsWith('.log') && told.includes(`${file} ends at byte`)) {
      const strange = await strangeIn(store, filling.states, true);
      return strange.length > 0 ? ['wrong', strange.join('; ')] : ['left out', told];
    }
    return ['wrong', `what is read differs: ${difference(is, filling.content)}; ${told}`];
  } catch (error) {
    const { message } = error as Error;
    await store?.close();
    store = undefined;
    if (!message.includes(file.split('/')[0] as string)) return ['wrong', message];
    return file.startsWith('objects/') ? await doctored(folder, filling) : ['refused', message];
  } finally {
    await store?.close();
  }
}

/** Lets `ocpi-hub doctor` mend a damaged folder, and compares the remaining content. */
async function doctored(folder: string, filling: Filling): Promise<[keyof Tally, string]> {
  const silent = () => undefined;
  const { lost, moreMayBeLost } = await doctor({ folder, mend: true, now: Date.now, warn: silent });
  const store = await openFolder(folder, silent);
  try {
    await contentOf(store);
    const wrong = await strangeIn(store, filling.states, moreMayBeLost);
    const named = lost.map(({ module, owner, id }) => `${module} ${owner} ${id}`);
    const missing = (await missingIn(store, filling)).filter((name) => !named.includes(name));
    if (!moreMayBeLost) wrong.push(...missing.map((name) => `${name} is missing and not named`));
    return wrong.length > 0 ? ['wrong', `after the doctor ${wrong.join('; ')}`] : ['doctored', ''];
  } catch (error) {
    return ['wrong', `after the doctor ${(error as Error).message}`];
  } finally {
    await store.close();
  }
}

function difference(is: string, expected: string): string {
  const at = [...expected].findIndex((letter, nth) => letter !== is[nth]);
  return `${is.slice(at - 40, at + 80)} in place of ${expected.slice(at - 40, at + 80)}`;
}
