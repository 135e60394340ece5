import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mutant } from './rows/defect-type.ts';

/** The reason why a row cannot be planted in the present tree; `undefined` when it can. */
export function problemOf({ file, place, plant, red, unseen }: Mutant): string | undefined {
  if (!existsSync(file)) return `NO PLACE: there is no ${file}`;
  const times = readFileSync(file, 'utf8').split(place).length - 1;
  if (times !== 1) return `NO PLACE: the text stands ${times} times in ${file}`;
  if (place === plant) return 'NO CHANGE: what is planted stands there already';
  if (unseen === undefined && red.length === 0) return 'NO TEST: the row names none';
  const missing = red
    .filter((test) => !test.startsWith('selftest: '))
    .map((test) => test.split(': ')[0] ?? '')
    .find((test) => !existsSync(test));
  return missing === undefined ? undefined : `NO TEST: there is no ${missing}`;
}

/** Plants a defect; gives a function that removes it. */
export function planted({ file, place, plant }: Mutant): () => void {
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.split(place).join(plant));
  return () => writeFileSync(file, source);
}
