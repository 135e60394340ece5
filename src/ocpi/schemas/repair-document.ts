import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Judged } from '../words/finding-type.ts';
import { nearestValues } from '../words/nearest-enum-values.ts';
import { isDay } from '../words/ocpi-datetime.ts';
import type { Repair } from '../words/repair-kinds.ts';

/** Every kind of repair of a partner's JSON that the operator can allow. */
export const repairs: Repair[] = ['numbers', 'dates', 'enums'];

/** The result of mending: a copy where something was mended, the findings, and the kinds of repair. */
export interface Mended {
  value: unknown;
  findings: Judged[];
  used: Repair[];
}

/** Mends the problems of a value that are of the allowed kinds; `problems` is called only where a kind is allowed. Never mutates. */
export function mend(value: unknown, allowed: Repair[], problems: () => ErrorObject[]): Mended {
  const errors = allowed.length > 0 ? problems() : [];
  const places = new Map(errors.flatMap((error) => fixOf(error, allowed)).map((fix) => [fix.at, fix]));
  const fixes = [...places.values()];
  if (fixes.length === 0) return { value, findings: [], used: [] };
  const copy = structuredClone(value);
  // The last fix comes first, so that removed entries do not shift the pointers of the remaining fixes.
  for (const { at, to } of [...fixes].reverse()) put(copy, at, to);
  return {
    value: copy,
    findings: fixes.map(({ at, from, to, repair }) => ({
      pointer: at,
      message: `${JSON.stringify(from)} was ${to === leftOut ? 'left out' : `read as ${JSON.stringify(to)}`}`,
      requirement: broken[repair],
      lenient: true,
    })),
    used: [...new Set(fixes.map(({ repair }) => repair))],
  };
}

/** The requirement that a partner breaks by a value that needs repair, by kind of repair. */
const broken: Record<Repair, string> = { numbers: 'TRANS-67', dates: 'TRANS-62', enums: 'TRANS-66' };

/** Stands in place of a replacement where a wrong value of an object is left out. */
const leftOut = Symbol('left out');

interface Fix {
  at: string;
  from: unknown;
  to: unknown;
  repair: Repair;
}

function fixOf(error: ErrorObject, allowed: Repair[]): Fix[] {
  const { instancePath: at, data: from } = error;
  return allowed.flatMap((repair) => {
    const to = mends[repair](error);
    return to === undefined || at === '' ? [] : [{ at, from, to, repair }];
  });
}

const mends: Record<Repair, (error: ErrorObject) => unknown> = {
  numbers({ keyword, params, data }) {
    const types = keyword === 'type' ? [(params as { type: unknown }).type].flat() : [];
    const wantsNumber = types.includes('number') || types.includes('integer');
    if (wantsNumber && typeof data === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(data))
      return Number(data);
    return types.includes('string') && typeof data === 'number' ? String(data) : undefined;
  },
  dates({ keyword, parentSchema, data }) {
    if (keyword !== 'format' || parentSchema?.format !== 'utc-date-time') return undefined;
    const [, day, time, offset] =
      /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(String(data)) ?? [];
    const zone = (offset ?? 'Z').replace(/(\d\d)(\d\d)$/, '$1:$2');
    const milliseconds = day && isDay(day) ? Date.parse(`${day}T${time}${zone}`) : Number.NaN;
    return Number.isNaN(milliseconds) ? undefined : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
  },
  enums({ keyword, params, data, instancePath }) {
    if (keyword !== 'enum' || typeof data !== 'string') return undefined;
    const known = (params as { allowedValues: unknown[] }).allowedValues;
    const spelt = data.trim().toUpperCase().replace(/[-\s]/g, '_');
    const legal = [spelt, nearestValues[spelt], 'OTHER', 'UNKNOWN'].find((value) => known.includes(value));
    return legal ?? (mayBeMissed.test(instancePath) ? leftOut : undefined);
  },
};

/** Lists that stay true when an entry unknown to the hub is left out. */
const mayBeMissed = /\/(capabilities|facilities|parking_restrictions)\/\d+$/;

function put(root: unknown, pointer: string, value: unknown): void {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  let place = root as Record<string, unknown>;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  if (value === leftOut) (place as unknown as unknown[]).splice(Number(last), 1);
  else place[last] = value;
}
