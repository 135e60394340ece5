import { mend, type Repair, repairs } from '../ocpi/mend.ts';
import { type ObjectModuleId, objectRow } from '../ocpi/modules.ts';
import type { Judgement, Reply } from '../ocpi/outgoing.ts';

/** Findings of one page that are kept; the rest of them say the same. */
const most = 50;

/** A page with everything mended that can be read in one way only, and the kinds of repair it took. */
export function mendPage(module: ObjectModuleId, { data }: Reply): Judgement & { used: Repair[] } {
  if (!Array.isArray(data)) return { findings: [], used: [] };
  const mended = data.map((object) => mend(objectRow(module).object, object, repairs));
  const findings = mended.flatMap((one, index) =>
    one.findings.map((finding) => ({ ...finding, pointer: `/data/${index}${finding.pointer}` })),
  );
  return {
    findings: findings.slice(0, most),
    data: mended.map(({ value }) => value),
    used: mended.flatMap((one) => one.used),
  };
}
