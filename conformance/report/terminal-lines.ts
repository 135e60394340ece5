import { requirement } from '../../src/ocpi/rules/requirement-catalogue.ts';
import type { Check, Verdict } from '../check-and-verdict-types.ts';
import type { Report, ReportedCheck, Totals } from './json-report.ts';
import { mendFirst, mendTitle, readinessWords, readyLine, weightOf } from './summary-texts.ts';

const marks = { passed: 'ok', failed: 'FAILED', warned: 'warning', skipped: 'skipped', broken: 'BROKEN' };

/** The line that a run prints for one check. */
export function progressLine(check: Check): string {
  const bad = check.verdict === 'failed' || check.verdict === 'warned';
  const rule = bad ? ` [${check.authority}; ${requirement(check.id).source}]` : '';
  const why = check.verdict === 'skipped' || check.verdict === 'broken' ? `: ${firstLine(check.reason)}` : '';
  const found = check.findings.slice(0, 3).map((finding) => `\n          ${toldFinding(finding)}`);
  return `${marks[check.verdict].padEnd(9)} ${check.id.padEnd(9)} ${check.name}${rule}${why}${found.join('')}`;
}

/** One breach as a line: JSON Pointer and message. */
export function toldFinding({ pointer, message }: { pointer: string; message: string }): string {
  return pointer ? `${pointer}: ${message}` : message;
}

/** A check whose verdict changed after it was shown during the run, with the verdict shown. */
export interface TakenBack {
  was: Verdict;
  check: Check;
}

/** A line for each verdict that no longer stands: the verdict shown during the run, and the reason. */
export function toldTakenBack(changed: TakenBack[]): string {
  const lines = changed.map(
    ({ was, check: { id, name, reason } }) =>
      `  ${marks[was].padEnd(9)} ${id.padEnd(9)} ${name}: ${firstLine(reason)}`,
  );
  return ['', 'Taken back, as the rest of the run shows:', ...lines].join('\n');
}

/** The summary of a conformance run for the terminal, in a few lines. */
export function summaryOf(report: Report): string {
  const { totals, left_behind: left, run, readiness } = report;
  const { now, later } = mendFirst(report);
  const mends = now.flatMap((mend, at) => [`  ${at + 1}. ${mend.mend}`, `     ${weightOf(mend, report)}`]);
  const more = later.length > 0 ? [`  and ${later.length} more: the report has them all`] : [];
  return [
    '',
    `${readyLine(report)}.`,
    ...readiness.map((one) => `  ${one.profile.padEnd(38)} ${readinessWords(one)}`),
    '',
    `${mendTitle(now)}${now.length > 0 ? ':' : '.'}`,
    ...mends,
    ...more,
    '',
    ...(run.interrupted ? ['The run was interrupted.'] : []),
    verdictLine(report),
    toldTotals(totals),
    ...(left.length > 0
      ? ['', 'Left behind:', ...left.map(({ kind, url, why }) => `  ${kind} ${url}: ${why}`)]
      : []),
  ].join('\n');
}

/** The verdict on the partner in one line. */
export function verdictLine({ conformant, totals, run, partner }: Report): string {
  const role = partner.role === 'cpo' ? 'operator' : 'provider';
  if (totals.broken > 0) return `${totals.broken} checks could not be made because of a bug of the suite.`;
  if (totals.failed > 0)
    return `This ${role} breaks 2.1.1: ${totals.failed} ${totals.failed === 1 ? 'check' : 'checks'} of what it demands failed.`;
  if (totals.passed === 0) return 'Nothing could be checked.';
  if (!conformant) return `This ${role} does not conform.`;
  const part = run.interrupted || run.read_only || totals.skipped > 0 ? ' in what could be checked' : '';
  return `This ${role} breaks nothing that 2.1.1 demands${part}.`;
}

/** The numbers of checks by verdict, in words. */
export function toldTotals({ passed, failed, warned, skipped, broken }: Totals): string {
  return [
    `${passed} passed`,
    `${failed} failed`,
    `${warned} ${warned === 1 ? 'warning' : 'warnings'}`,
    `${skipped} skipped`,
    ...(broken ? [`${broken} broken`] : []),
  ].join(', ');
}

/** The broken requirements, each once, those that failed first. */
export function mendsOf(
  checks: ReportedCheck[],
): { id: string; verdict: 'failed' | 'warned'; words: string; mend: string; checks: ReportedCheck[] }[] {
  return (['failed', 'warned'] as const).flatMap((verdict) => {
    const some = checks.filter((check) => check.verdict === verdict);
    return [...new Set(some.map(({ id }) => id))].map((id) => {
      const about = some.filter((check) => check.id === id);
      const { words, mend } = requirement(id);
      return { id, verdict, words, mend, checks: about };
    });
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
