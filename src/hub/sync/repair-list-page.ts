import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../ocpi/editions/edition-type.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Judgement, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { repairs } from '../../ocpi/schemas/repair-document.ts';
import type { Rating } from '../../ocpi/words/finding-type.ts';
import type { Repair } from '../../ocpi/words/repair-kinds.ts';

/** Most findings about one page that are recorded; further ones say the same. */
const most = 50;

/**
 * Repairs the unambiguous deviations from OCPI in a page. Returns the repaired page, the kinds of repair, and the
 * objects that were valid from the start: they need no second check (13 µs for a Location).
 */
export function mendPage(
  { check, mend, mendPlainly, rate }: Edition,
  module: ObjectModuleId,
  { data, elements }: Reply,
): Judgement & { used: Repair[]; valid: Set<unknown>; flawless: Map<unknown, Rating> } {
  const valid = new Set<unknown>();
  const flawless = new Map<unknown, Rating>();
  if (!Array.isArray(data)) return { findings: [], used: [], valid, flawless };
  const { object: name } = objectRow(module);
  const mended = data.map((object, at) => {
    const rating = elements?.[at]?.known ? 'sparse' : rate(name, object);
    if (rating) {
      valid.add(object);
      flawless.set(object, rating);
      return { value: object as unknown, findings: [], used: [] };
    }
    const { value, findings } = mendPlainly(name, object);
    if (check(name, value).length > 0) {
      const mended = mend(name, value, repairs);
      return { ...mended, findings: [...findings, ...mended.findings] };
    }
    valid.add(value);
    return { value, findings, used: [] };
  });
  const findings = mended.flatMap((one, index) =>
    one.findings.map((finding) => ({ ...finding, pointer: `/data/${index}${finding.pointer}` })),
  );
  return {
    findings: findings.slice(0, most),
    data: mended.map(({ value }) => value),
    used: mended.flatMap((one) => one.used),
    valid,
    flawless,
  };
}
