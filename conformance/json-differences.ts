import type { Finding } from '../src/ocpi/words/finding-type.ts';
import { parseDateTime } from '../src/ocpi/words/ocpi-datetime.ts';

/**
 * Lists the differences of `got` from `wanted`. Additional fields, null for absent, `[]` for absent, and other
 * spellings of the same instant or coordinate are no difference (TRANS-61, 63, 69, 70; LOC-28).
 */
export function differences(wanted: unknown, got: unknown, ignore: string[] = [], at = ''): Finding[] {
  if (isEmpty(wanted)) return isEmpty(got) ? [] : [finding(at, 'be absent', got)];
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length)
      return [
        finding(at, `be a list of ${wanted.length}`, Array.isArray(got) ? `a list of ${got.length}` : got),
      ];
    return wanted.flatMap((entry, index) => {
      const key = keyOf(entry);
      const place = key === undefined ? index : got.findIndex((one) => keyOf(one) === key);
      return differences(entry, got[place], ignore, `${at}/${place < 0 ? index : place}`);
    });
  }
  if (typeof wanted === 'object') {
    if (typeof got !== 'object' || got === null || Array.isArray(got))
      return [finding(at, 'be an object', got)];
    const theirs = got as Record<string, unknown>;
    return Object.entries(wanted as Record<string, unknown>)
      .filter(([name]) => !ignore.includes(name))
      .flatMap(([name, value]) => differences(value, theirs[name], ignore, `${at}/${name}`));
  }
  return equal(wanted, got) ? [] : [finding(at, `be ${JSON.stringify(wanted)}`, got)];
}

/** The field by which EVSEs or Connectors of two lists are matched, whatever their order. */
function keyOf(entry: unknown): unknown {
  const { uid, id } = (entry ?? {}) as { uid?: unknown; id?: unknown };
  return uid ?? id;
}

function equal(wanted: unknown, got: unknown): boolean {
  if (wanted === got) return true;
  if (typeof wanted !== 'string' || typeof got !== 'string') return false;
  const instant = parseDateTime(wanted);
  if (instant !== undefined) return parseDateTime(got) === instant;
  const isDegree = /^-?\d{1,3}\.\d{1,7}$/;
  return isDegree.test(wanted) && isDegree.test(got) && Math.abs(Number(wanted) - Number(got)) < 0.000_001;
}

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}

function finding(pointer: string, wish: string, got: unknown): Finding {
  const shown = got === undefined ? 'nothing' : JSON.stringify(got);
  return { pointer, message: `must ${wish}, got ${String(shown).slice(0, 120)}` };
}
