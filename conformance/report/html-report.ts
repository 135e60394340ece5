import { areaOf, requirements } from '../../src/ocpi/rules/requirement-catalogue.ts';
import type { Verdict } from '../check-and-verdict-types.ts';
import { prose, text } from './escape-html.ts';
import { firstScreen, folded } from './html-first-screen.ts';
import { checkDetails, ruleLine } from './html-of-check.ts';
import { style } from './html-report-css.ts';
import { type Report, totalsOf } from './json-report.ts';
import { mendsOf, toldFinding } from './terminal-lines.ts';

const verdicts: Verdict[] = ['passed', 'failed', 'warned', 'skipped', 'broken'];
const words: Record<Verdict, string> = {
  passed: 'passed',
  failed: 'failed',
  warned: 'warning',
  skipped: 'skipped',
  broken: 'suite broken',
};

/** The report as one HTML file that loads nothing from the network and needs hardly a script. */
export function html(report: Report): string {
  const { mends: toMend, checks: all, left_behind: left } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${text(`OCPI conformance of ${report.partner.name || report.partner.versions_url}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
${firstScreen(report)}
${toMend.length > 0 ? folded('mends', 'All that is to be mended', `${toMend.length} requirements`, mends(report)) : ''}
${left.length > 0 ? folded('left', 'Left behind', left.length === 1 ? '1 object' : `${left.length} objects`, leftBehind(report), true) : ''}
${folded('checks', 'Checks', `${all.length}, with all that was exchanged`, checks(report))}
${folded('areas', 'Areas', `${report.areas.length}`, areas(report))}
${folded('requirements', 'Requirements and verdicts', 'each rule of this role', matrix(report))}
${folded('about', 'About this run', report.run.begun.slice(0, 10), about(report))}
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** The options, times and versions of the run, for a later reader of the HTML report. */
function about(report: Report): string {
  const { partner, run } = report;
  const role = partner.role === 'cpo' ? 'Operator' : 'Provider';
  const facts: [string, string][] = [
    [role, [partner.name, partner.party].filter(Boolean).join(', ') || 'not known'],
    ['Versions URL', partner.versions_url || 'not known'],
    ['Modules', partner.modules.join(', ') || 'not known'],
    [
      'Run',
      `${run.begun.slice(0, 19).replace('T', ' ')} UTC, ${run.seconds} s, ${report.exchanges} exchanges`,
    ],
    ['Suite', `ocpi-hub ${run.version}, ${run.environment}`],
    ['Options', run.options.join(' ')],
    ['Left behind', report.left_behind.length === 0 ? 'nothing: all was taken back' : 'see above'],
  ];
  return `<p class="faint">Only what OCPI 2.1.1-d2 demands of its own side can fail a partner. What the text advises or contradicts, what no sentence asks of a reader, and what comes from OCPI 2.2 or is advice, is a warning at most; what cannot be told because of something else that is broken is skipped. In what follows <em>we</em> are the suite and <em>it</em> is the partner.</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

function mends({ checks: all, mends: toMend, run }: Report): string {
  const order = toMend.map(({ id }) => id);
  const sorted = mendsOf(all).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const list = sorted.map(({ id, verdict, words: rule, mend, checks: about }) => {
    const [first] = about;
    const seen = about.map(
      (check) =>
        `<li><a href="#check-${all.indexOf(check)}">${text(check.name)}</a><br><span class="faint">${check.findings
          .slice(0, 2)
          .map((finding) => text(toldFinding(finding)))
          .join('<br>')}</span></li>`,
    );
    return `<section class="mend tone-${verdict}">
<h3><span class="verdict">${words[verdict]}</span> ${id}: ${prose(rule)}</h3>
<p class="faint">${first ? ruleLine(first.requirement, run.guide) : ''}</p>
<p><strong>Mend:</strong> ${prose(mend)}</p>
<ul>${seen.join('')}</ul>
</section>`;
  });
  return list.join('\n');
}

function areas({ areas: all }: Report): string {
  const rows = all.map(
    ({ area, title, totals }) =>
      `<tr><td>${area}<span class="wide"> ${text(title)}</span></td>${cells(totals)}</tr>`,
  );
  return `<div class="table"><table>${head('area')}<tbody>${rows.join('')}</tbody></table></div>`;
}

function checks({ checks: all, run }: Report): string {
  const features = [...new Set(all.map(({ feature }) => feature))];
  const counts = totalsOf(all);
  const pick = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map(
      (verdict) =>
        `<label class="tone-${verdict}"><input type="checkbox" checked value="${verdict}">${words[verdict]} ${counts[verdict]}</label>`,
    );
  const lists = features.map(
    (feature) =>
      `<h3 class="feature">${text(feature)}</h3>\n${all
        .map((check, index) =>
          check.feature === feature ? checkDetails(check, index, words[check.verdict], run.guide) : '',
        )
        .join('')}`,
  );
  return `<div class="pick">${pick.join('')}</div>\n${lists.join('\n')}`;
}

function matrix({ checks: all, partner, run }: Report): string {
  const other = partner.role === 'cpo' ? 'MSP' : 'CPO';
  const rows = [...requirements().values()]
    .filter(({ id, role }) => role !== other || all.some((check) => check.id === id))
    .map((requirement) => {
      const about = all.filter(({ id }) => id === requirement.id);
      const rule = `<td id="${requirement.id}"><code>${requirement.id}</code></td><td class="wide">${prose(requirement.words)}<br><span class="faint">${ruleLine(requirement, run.guide)}</span></td>`;
      return `<tr>${rule}${about.length > 0 ? cells(totalsOf(about)) : '<td class="n zero" colspan="5">not run</td>'}</tr>`;
    });
  const count = new Set(all.filter(({ verdict }) => verdict !== 'skipped').map(({ id }) => id)).size;
  return `<p class="faint">${count} of ${rows.length} requirements of ${new Set([...requirements().keys()].map(areaOf)).size} areas were checked; a row counts its checks.</p>
<div class="table"><table>${head('requirement', true)}<tbody>${rows.join('')}</tbody></table></div>`;
}

function leftBehind({ left_behind: left }: Report): string {
  const items = left.map(({ kind, url, why }) => `<li>${kind} <code>${text(url)}</code>: ${text(why)}</li>`);
  return `<p>These are still at the partner:</p><ul>${items.join('')}</ul>`;
}

function head(name: string, withWords = false): string {
  const columns = verdicts.map((verdict) => `<th class="n">${words[verdict]}</th>`);
  return `<thead><tr><th>${name}</th>${withWords ? '<th class="wide">what it asks for</th>' : ''}${columns.join('')}</tr></thead>`;
}

function cells(totals: Record<Verdict, number>): string {
  return verdicts
    .map(
      (verdict) =>
        `<td class="n tone-${verdict}${totals[verdict] === 0 ? ' zero' : ''}">${totals[verdict]}</td>`,
    )
    .join('');
}

/** Shows the checks whose verdicts are ticked, and opens the check that a link leads to. */
const script = `
for (const box of document.querySelectorAll('.pick input'))
  box.addEventListener('change', () => {
    for (const check of document.querySelectorAll('details.tone-' + box.value)) check.hidden = !box.checked;
  });
const open = () => {
  const found = document.getElementById(location.hash.slice(1));
  for (let one = found; one; one = one.parentElement) if (one.localName === 'details') one.open = true;
  found?.scrollIntoView();
};
addEventListener('hashchange', open);
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll('details.fold')) fold.open = true;
});
open();
`;
