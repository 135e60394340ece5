import { crc32 } from 'node:zlib';

/** In place of a number: more than one has been added under texts with this checksum. */
export const several = -1;

/** Numbers of objects by a text, which hardly two objects have in common; only a checksum of each text is kept. */
export interface NumbersByChecksum {
  /** The number under a text with this checksum: `several` where two were added, `undefined` where none is. */
  of(text: string): number | undefined;
  /** Adds a number, which 0 gives way to. */
  add(text: string, number: number): void;
  drop(text: string, number: number): void;
}

/** Makes an empty map of some 50 bytes an entry: checksums and numbers are small integers, which V8 keeps in the map itself. */
export function numbersByChecksum(): NumbersByChecksum {
  const numbers = new Map<number, number>();
  return {
    of: (text) => numbers.get(print(text)),
    add(text, number) {
      const known = numbers.get(print(text)) || number;
      numbers.set(print(text), known === number || number === 0 ? known : several);
    },
    drop(text, number) {
      if (numbers.get(print(text)) === number) numbers.delete(print(text));
    },
  };
}

function print(text: string): number {
  return crc32(text) | 0;
}
