import { requirements } from '../../ocpi/rules/requirement-catalogue.ts';
import { bindingOrigin } from '../../ocpi/words/finding-type.ts';
import type { ReportFinding } from '../types.generated.ts';
import type { Seen } from './judge-onboarding-step.ts';

/** Groups findings by requirement: requirements on the partner first, then the most frequent. */
export function groupFindings(seen: Seen[]): ReportFinding[] {
  const groups = new Map<string, ReportFinding>();
  for (const { findings, time, request_id } of seen) {
    for (const { requirement = null, origin = null, mend = null, pointer, message } of findings) {
      const known = groups.get(requirement ?? '');
      const newer = known && known.last >= time;
      const rule = requirements().get(requirement ?? '');
      groups.set(requirement ?? '', {
        requirement,
        words: rule?.words ?? 'What is sent and answered can be read.',
        origin,
        source: rule?.source ?? null,
        mend,
        count: (known?.count ?? 0) + 1,
        example: newer ? known.example : { pointer, message },
        last: newer ? known.last : time,
        request_id: newer ? known.request_id : request_id,
      });
    }
  }
  const binds = ({ origin }: ReportFinding) => Number(origin === bindingOrigin);
  return [...groups.values()].sort((a, b) => binds(b) - binds(a) || b.count - a.count);
}
