import { areaOf, requirements } from '../../src/ocpi/rules/catalogue.ts';
import type { Verdict } from '../check.ts';
import { prose, text } from './escape.ts';
import { checkDetails, ruleLine } from './html-check.ts';
import { type Report, totalsOf } from './report.ts';
import { style } from './style.ts';
import { mendsOf, toldFinding, toldTotals, verdictLine } from './text.ts';

const verdicts: Verdict[] = ['passed', 'failed', 'warned', 'skipped', 'broken'];
const words: Record<Verdict, string> = {
  passed: 'passed',
  failed: 'failed',
  warned: 'warning',
  skipped: 'skipped',
  broken: 'suite broken',
};

/** The report as one HTML file that needs no network and hardly a script. */
export function html(report: Report): string {
  const role = report.partner.role === 'cpo' ? 'Operator' : 'Provider';
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
${top(report, role)}
${mends(report)}
${areas(report)}
${checks(report)}
${matrix(report)}
${leftBehind(report)}
</main>
<script>${script}</script>
</body>
</html>
`;
}

function top(report: Report, role: string): string {
  const { partner, run, totals } = report;
  const tone =
    totals.broken > 0 ? 'broken' : totals.failed > 0 ? 'failed' : totals.warned > 0 ? 'warned' : 'passed';
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
  ];
  return `<header class="banner tone-${tone}">
<h1>${text(verdictLine(report))}</h1>
<p>${text(toldTotals(totals))}${run.interrupted ? '. The run was interrupted.' : ''}</p>
<p class="faint">Only what OCPI 2.1.1-d2 demands of its own side can fail a partner. What the text advises or contradicts, what no sentence asks of a reader, and what comes from OCPI 2.2 or is advice, is a warning at most; what cannot be told because of something else that is broken is skipped. In what follows <em>we</em> are the suite and <em>it</em> is the partner.</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>
</header>`;
}

function mends({ checks: all }: Report): string {
  const list = mendsOf(all).map(({ id, verdict, words: rule, mend, checks: about }) => {
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
<p class="faint">${first ? ruleLine(first.requirement) : ''}</p>
<p><strong>Mend:</strong> ${prose(mend)}</p>
<ul>${seen.join('')}</ul>
</section>`;
  });
  return list.length === 0 ? '' : `<h2>What to mend</h2>\n${list.join('\n')}`;
}

function areas({ areas: all }: Report): string {
  const rows = all.map(
    ({ area, title, totals }) =>
      `<tr><td>${area}<span class="wide"> ${text(title)}</span></td>${cells(totals)}</tr>`,
  );
  return `<h2>Areas</h2>\n<div class="table"><table>${head('area')}<tbody>${rows.join('')}</tbody></table></div>`;
}

function checks({ checks: all }: Report): string {
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
          check.feature === feature ? checkDetails(check, index, words[check.verdict]) : '',
        )
        .join('')}`,
  );
  return `<h2>Checks</h2>\n<div class="pick">${pick.join('')}</div>\n${lists.join('\n')}`;
}

function matrix({ checks: all, partner }: Report): string {
  const other = partner.role === 'cpo' ? 'MSP' : 'CPO';
  const rows = [...requirements().values()]
    .filter(({ id, role }) => role !== other || all.some((check) => check.id === id))
    .map((requirement) => {
      const about = all.filter(({ id }) => id === requirement.id);
      const rule = `<td id="${requirement.id}"><code>${requirement.id}</code></td><td class="wide">${prose(requirement.words)}<br><span class="faint">${ruleLine(requirement)}</span></td>`;
      return `<tr>${rule}${about.length > 0 ? cells(totalsOf(about)) : '<td class="n zero" colspan="5">not run</td>'}</tr>`;
    });
  const count = new Set(all.filter(({ verdict }) => verdict !== 'skipped').map(({ id }) => id)).size;
  return `<h2>Requirements and verdicts</h2>
<p class="faint">${count} of ${rows.length} requirements of ${new Set([...requirements().keys()].map(areaOf)).size} areas were checked; a row counts its checks.</p>
<div class="table"><table>${head('requirement', true)}<tbody>${rows.join('')}</tbody></table></div>`;
}

function leftBehind({ left_behind: left }: Report): string {
  if (left.length === 0) return '<h2>Left behind</h2><p>Nothing: all that was written was taken back.</p>';
  const items = left.map(({ kind, url, why }) => `<li>${kind} <code>${text(url)}</code>: ${text(why)}</li>`);
  return `<h2>Left behind</h2><p>These are still at the partner:</p><ul>${items.join('')}</ul>`;
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

/** Shows what is ticked, and opens the check that a link leads to. */
const script = `
for (const box of document.querySelectorAll('.pick input'))
  box.addEventListener('change', () => {
    for (const check of document.querySelectorAll('details.tone-' + box.value)) check.hidden = !box.checked;
  });
const open = () => { const found = document.getElementById(location.hash.slice(1)); if (found) found.open = true; };
addEventListener('hashchange', open);
open();
`;
