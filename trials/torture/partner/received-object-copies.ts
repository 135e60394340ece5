import { apply, type Json, keyOf, type Write } from '../common/partner-record-lines.ts';
import { openLineFile, readLineFile } from './append-line-file.ts';

/** A partner's copies of objects that it has received, which outlive its process. */
export interface Copies {
  take(write: Write): void;
  of(object: Pick<Write, 'module' | 'owner' | 'id'>): Json | undefined;
}

/** A partner's copies as they follow from a file of received writes of all rounds. */
export function openCopies(file: string): Copies {
  const copies = new Map<string, Json>();
  const put = (write: Write) => {
    const after = apply(copies.get(keyOf(write)), write);
    if (after) copies.set(keyOf(write), after);
    else copies.delete(keyOf(write));
  };
  for (const line of readLineFile(file)) if (line.is === 'got') put(line.write);
  const lines = openLineFile(file);
  return {
    take(write) {
      lines.write({ is: 'got', write });
      put(write);
    },
    of: (object) => copies.get(keyOf(object)),
  };
}
