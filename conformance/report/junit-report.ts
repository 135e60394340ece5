import { inShort } from '../http-exchange.ts';
import { text } from './escape-html.ts';
import type { Report, ReportedCheck } from './json-report.ts';
import { toldFinding } from './terminal-lines.ts';

/** The report as JUnit XML: warnings are passed tests with a text, so that a build fails exactly when the run does. */
export function junit(report: Report): string {
  const features = [...new Set(report.checks.map(({ feature }) => feature))];
  const { totals, run } = report;
  const suites = features.map((feature) => {
    const checks = report.checks.filter((check) => check.feature === feature);
    const count = (verdict: string) => checks.filter((check) => check.verdict === verdict).length;
    return [
      `  <testsuite name="${escaped(feature)}" tests="${checks.length}" failures="${count('failed')}" errors="${count('broken')}" skipped="${count('skipped')}">`,
      ...checks.map(testCase),
      '  </testsuite>',
    ].join('\n');
  });
  const counts = `tests="${report.checks.length}" failures="${totals.failed}" errors="${totals.broken}" skipped="${totals.skipped}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="OCPI 2.1.1-d2 conformance" ${counts} time="${run.seconds}" timestamp="${run.begun}">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testCase(check: ReportedCheck): string {
  const { id, name, feature, verdict, reason, milliseconds } = check;
  const head = `    <testcase classname="${escaped(feature)}" name="${escaped(`${id} ${name}`)}" time="${milliseconds / 1000}"`;
  if (verdict === 'passed') return `${head}/>`;
  const inside = {
    failed: `<failure message="${escaped(told(check))}">${escaped(details(check))}</failure>`,
    warned: `<system-out>${escaped(`warning: ${details(check)}`)}</system-out>`,
    skipped: `<skipped message="${escaped(reason)}"/>`,
    broken: `<error message="${escaped(reason)}"/>`,
  }[verdict];
  return `${head}>\n      ${inside}\n    </testcase>`;
}

function told({ findings }: ReportedCheck): string {
  return findings.map(toldFinding).join('; ');
}

function details(check: ReportedCheck): string {
  const { requirement, exchanges } = check;
  return [
    told(check),
    `${requirement.id} (${check.authority}; ${requirement.source}): ${requirement.words}`,
    `Mend: ${requirement.mend}`,
    ...exchanges.map((exchange) => `${exchange.method} ${exchange.url} -> ${inShort(exchange)}`),
  ].join('\n');
}

function escaped(given: string): string {
  return text(given.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?'));
}
