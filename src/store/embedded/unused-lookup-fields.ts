import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { lookupsIn } from './keys-of-objects-in-leveldb.ts';
import type { Step } from './leveldb-operations-of-change.ts';
import type { Level } from './leveldb-with-checksums.ts';

/** Look-up fields that no object of a module has. */
export interface UnusedFields {
  /** Tells whether certainly no object of the module has the field; the first question begins to find out. */
  isUnused(module: ObjectModuleId, field: string): boolean;
  /** Takes over the fields of an object that has become durable, as soon as readers may see it. */
  apply(step: Pick<Step, 'key' | 'after'>): void;
}

type Use = 'asked' | 'unused' | 'used';

/**
 * Spares LevelDB the questions to which there is no answer: whether some objects cannot be told to a reader is asked for each page of
 * a list, which took an eighth of the CPU time of a page of 100.
 */
export function unusedFields(level: Pick<Level, 'keys'>): UnusedFields {
  const modules = new Map<ObjectModuleId, Map<string, Use>>();

  function usesOf(module: ObjectModuleId): Map<string, Use> {
    const known = modules.get(module);
    if (known) return known;
    const uses = new Map<string, Use>();
    modules.set(module, uses);
    return uses;
  }

  function isUnused(module: ObjectModuleId, field: string): boolean {
    const uses = usesOf(module);
    const use = uses.get(field);
    if (use === undefined) {
      uses.set(field, 'asked');
      // Without an answer LevelDB is asked for the objects themselves, which tells what is wrong with it.
      find(module, field, uses).catch(() => void (uses.get(field) === 'asked' && uses.delete(field)));
    }
    return use === 'unused';
  }

  async function find(module: ObjectModuleId, field: string, uses: Map<string, Use>): Promise<void> {
    const { length } = await level.keys({ ...lookupsIn(module, field), limit: 1 });
    // An object that was written meanwhile has made the field a used one.
    if (uses.get(field) === 'asked') uses.set(field, length > 0 ? 'used' : 'unused');
  }

  function apply({ key, after }: Pick<Step, 'key' | 'after'>): void {
    const uses = modules.get(key.module);
    // Some fields have ids of partners in their names: only those that are asked for are kept, else their number had no end.
    for (const field in after?.lookups) if (uses?.has(field)) uses.set(field, 'used');
  }

  return { isUnused, apply };
}
