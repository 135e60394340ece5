import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { type Json, kinds, type Versions } from './partners/sample-objects.ts';
import type { Database, Write } from './store/simulated-database.ts';

/** Older states to which the store has gone back: everybody reads them from then on (HUB-02). */
export interface WentBack {
  /** Compares a write of the simulated store that has become durable with the state before it. */
  look(write: Write): void;
  /** The newest version from which a part of a stored object, by its name, has gone back to just this one; 0 where it has not. */
  from(name: string, part: string, version: number): number;
  /** The time since which an object, by its name, has been stored without a break, by the world's clock; absent otherwise. */
  since(name: string): number;
}

/** Follows the versions of all objects in a database. */
export function wentBackIn({ durable, clock }: Pick<Database, 'durable' | 'clock'>): WentBack {
  const stored = new Map<string, Versions>();
  const came = new Map<string, number>();
  const back = new Map<string, number>();
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
      for (const [part, version] of Object.entries(versions)) {
        const had = before?.[part] ?? 0;
        const known = mark(name, part, version);
        if (had > version) back.set(known, Math.max(had, back.get(known) ?? 0));
      }
    },
    from: (name, part, version) => back.get(mark(name, part, version)) ?? 0,
    since: (name) => came.get(name) ?? Number.NaN,
  };
}
