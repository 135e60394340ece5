import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import { type Json, kinds, type Versions } from './partners/objects.ts';
import type { Database, Write } from './store/database.ts';

/** Older states that the store has gone back to: what is stored is what everybody reads from then on (HUB-02). */
export interface WentBack {
  /** Looks at a write that has become durable. */
  look(write: Write): void;
  /** Whether a part of the object of a name in the store has gone back to just this version. */
  has(name: string, part: string, version: number): boolean;
  /** Since when an object of a name is stored without a break, in true time; no time where it is not. */
  since(name: string): number;
}

/** Follows the versions of all objects in a database. */
export function wentBackIn({ durable, clock }: Pick<Database, 'durable' | 'clock'>): WentBack {
  const stored = new Map<string, Versions>();
  const came = new Map<string, number>();
  const back = new Set<string>();
  const mark = (name: string, part: string, version: number) => `${name} ${part} ${version}`;
  return {
    look({ of, name = '' }) {
      if (of !== 'object') return;
      const object = durable.rows.get(name)?.object;
      if (!object) return void came.delete(name);
      if (!came.has(name)) came.set(name, clock.now());
      const before = stored.get(name);
      const versions = kinds[object.module as ObjectModuleId].versions(
        JSON.parse(object.bytes.toString()) as Json,
      );
      stored.set(name, versions);
      for (const [part, version] of Object.entries(versions))
        if (before?.[part] !== undefined && before[part] > version) back.add(mark(name, part, version));
    },
    has: (name, part, version) => back.has(mark(name, part, version)),
    since: (name) => came.get(name) ?? Number.NaN,
  };
}
