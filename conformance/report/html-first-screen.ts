import { prose, text } from './escape-html.ts';
import type { Report } from './json-report.ts';
import { mendFirst, mendTitle, readinessWords, readyLine, weightOf } from './summary-texts.ts';
import { toldTotals, verdictLine } from './terminal-lines.ts';

/**
 * The first screen of the HTML report: the profiles that the partner is ready for, and the requirements to mend first.
 */
export function firstScreen(report: Report): string {
  const { partner, totals, run } = report;
  const role = partner.role === 'cpo' ? 'Operator' : 'Provider';
  const who = [partner.name, partner.party].filter(Boolean).join(', ') || partner.versions_url;
  return `<header class="banner tone-${toneOf(report)}">
<p class="faint who">${text(`${role} ${who}`)}</p>
<h1>${text(readyLine(report))}</h1>
<ul class="profiles">${report.readiness.map(profile).join('')}</ul>
<p class="faint">${text(verdictLine(report))} ${text(toldTotals(totals))}.${run.interrupted ? ' The run was interrupted.' : ''}</p>
</header>
${firstMends(report)}`;
}

function toneOf({ totals, readiness }: Report): string {
  if (totals.broken > 0) return 'broken';
  if (totals.failed > 0) return 'failed';
  return readiness.some(({ verdict }) => verdict === 'ready') ? 'passed' : 'warned';
}

/** The colour in which a verdict on a profile is shown. */
const tones = {
  ready: 'passed',
  'not ready': 'failed',
  'not offered': 'skipped',
  'not seen': 'warned',
} as const;

function profile(one: Report['readiness'][number]): string {
  const [verdict = '', ...why] = readinessWords(one).split(': ');
  return `<li class="tone-${tones[one.verdict]}"><span class="verdict">${verdict}</span> <strong>${text(one.profile)}</strong> <span class="faint why${one.verdict === 'not ready' ? ' wide' : ''}">${unbroken(text(why.join(': ')))}</span></li>`;
}

/** Hides the part of a text after its first semicolon on a narrow screen. */
function brief(weight: string): string {
  const end = weight.indexOf(';');
  return end < 0
    ? text(weight)
    : `${text(weight.slice(0, end))}<span class="wide">${text(weight.slice(end))}</span>`;
}

/** Keeps ids of requirements from being broken across two lines. */
function unbroken(html: string): string {
  return html.replace(/\b[A-Z]{2,6}-\d+/g, '<span class="id">$&</span>');
}

function firstMends(report: Report): string {
  const { now, later } = mendFirst(report);
  const items = now.map((mend) => {
    const at = report.checks.findIndex(
      ({ id, verdict }) => id === mend.id && (verdict === 'failed' || verdict === 'warned'),
    );
    return `<li class="tone-${mend.verdict}"><p>${prose(mend.mend)}</p><p class="faint"><a href="#check-${at}">${brief(weightOf(mend, report))}</a></p></li>`;
  });
  const list = items.length > 0 ? `\n<ol class="first">${items.join('')}</ol>` : '';
  const rest =
    later.length > 0 ? `\n<p class="faint">Then <a href="#mends">${later.length} more</a>.</p>` : '';
  return `<h2 class="now">${mendTitle(now)}</h2>${list}${rest}`;
}

/** A part of the HTML report that is closed until a reader opens it. */
export function folded(id: string, title: string, note: string, body: string, isOpen = false): string {
  return `<details class="fold" id="${id}"${isOpen ? ' open' : ''}>
<summary><h2>${text(title)}</h2> <span class="faint">${text(note)}</span></summary>
${body}
</details>`;
}
