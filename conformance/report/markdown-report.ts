import { curlOf, inShort } from '../http-exchange.ts';
import { checkPage } from './html-of-check.ts';
import type { Report } from './json-report.ts';
import { mendFirst, mendTitle, readinessWords, readyLine, weightOf } from './summary-texts.ts';
import { mendsOf, toldFinding, toldTotals, verdictLine } from './terminal-lines.ts';

/** The report for a pull request: the verdict, each requirement to mend with one exchange, totals per area. */
export function markdown(report: Report): string {
  const first = mendFirst(report);
  const { partner, run, areas, checks, totals, left_behind: left } = report;
  const order = report.mends.map(({ id }) => id);
  const sorted = mendsOf(checks).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const mends = sorted.map(({ id, verdict, words, mend, checks: about }) => {
    const [first] = about;
    const exchange =
      first?.exchanges.findLast(({ direction }) => direction === 'sent') ?? first?.exchanges.at(-1);
    return [
      `### ${verdict === 'failed' ? '❌' : '⚠️'} ${run.guide ? `[${id}](${checkPage(run.guide, id)})` : id}: ${cell(words)}`,
      '',
      `*${first?.authority}; ${first?.requirement.link ? `[${first.requirement.source}](${first.requirement.link})` : first?.requirement.source}*`,
      '',
      ...about.map(
        ({ name, findings }) => `- ${cell(name)}: ${cell(findings.slice(0, 3).map(toldFinding).join('; '))}`,
      ),
      '',
      `**Mend:** ${mend}`,
      ...(exchange
        ? [
            '',
            '```sh',
            ...(exchange.direction === 'sent'
              ? [curlOf(exchange)]
              : [`# received: ${exchange.method} ${exchange.url}`]),
            `# ${inShort(exchange)}`,
            '```',
          ]
        : []),
      '',
    ].join('\n');
  });
  const skipped = checks.filter(({ verdict }) => verdict === 'skipped');
  return [
    `## OCPI 2.1.1-d2 conformance: ${verdictLine(report)}`,
    '',
    `**${readyLine(report)}.**`,
    '',
    ...report.readiness.map((one) => `- ${one.profile}: ${cell(readinessWords(one))}`),
    '',
    `**${mendTitle(first.now)}.**`,
    '',
    ...first.now.map((mend, at) => `${at + 1}. ${cell(mend.mend)} *${cell(weightOf(mend, report))}*`),
    '',
    `${partner.role === 'cpo' ? 'Operator' : 'Provider'} ${[partner.name, partner.party].filter(Boolean).join(', ')} at ${partner.versions_url} · ${run.begun} · ocpi-hub ${run.version} · ${run.environment}`,
    '',
    toldTotals(totals),
    '',
    '| area | passed | failed | warnings | skipped |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...areas.map(
      ({ area, title, totals: one }) =>
        `| ${area} ${cell(title)} | ${one.passed} | ${one.failed} | ${one.warned} | ${one.skipped} |`,
    ),
    '',
    ...folded(mends, `All that is to be mended: ${mends.length} requirements`),
    ...folded(
      skipped.map(({ id, name, reason }) => `- ${id} ${cell(name)}: ${cell(reason)}`),
      `${skipped.length} checks were skipped`,
    ),
    ...(left.length > 0
      ? ['Left behind:', '', ...left.map(({ kind, url, why }) => `- ${kind} ${url}: ${why}`), '']
      : []),
  ].join('\n');
}

/** Markdown lines that are closed until a reader opens them; none where there are no lines. */
function folded(lines: string[], title: string): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
