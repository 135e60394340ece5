import { requirement } from '../src/ocpi/catalogue.ts';
import type { Finding } from '../src/ocpi/finding.ts';
import type { Verdict } from './check.ts';

/** What a check comes to: only a MUST of 2.1.1 itself fails a partner. */
export function concluded(
  id: string,
  status: string | undefined,
  unmet: string | undefined,
  findings: Finding[],
): Verdict {
  if (findings.length > 0) {
    const { level, origin } = requirement(id);
    return level === 'MUST' && origin === '2.1.1' ? 'failed' : 'warned';
  }
  if (unmet !== undefined) return 'skipped';
  return status === 'PASSED' ? 'passed' : 'broken';
}
