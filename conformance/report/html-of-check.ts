import type { Requirement } from '../../src/ocpi/rules/requirement-catalogue.ts';
import { curlOf, type Exchange, inShort } from '../http-exchange.ts';
import { prose, text } from './escape-html.ts';
import type { ReportedCheck } from './json-report.ts';

/** One check in the HTML report: its requirement, its steps, its breaches, and its requests and answers. */
export function checkDetails(check: ReportedCheck, index: number, verdict: string, guide?: string): string {
  const { id, name, steps, requirement, reason, findings, exchanges } = check;
  const { words, mend } = requirement;
  const bad = check.verdict === 'failed' || check.verdict === 'warned';
  return `<details class="check tone-${check.verdict}" id="check-${index}">
<summary><span class="verdict">${verdict}</span><span class="id">${id}</span><span class="name">${text(name)}${check.verdict === 'skipped' ? `<br><span class="faint">${text(reason)}</span>` : ''}</span></summary>
<div class="inside">
<p>${prose(words)} <span class="faint">${ruleLine(requirement, guide, check.authority)}</span></p>
${reason ? `<p class="label">Why not</p><p>${text(reason.split('\n')[0] ?? '')}</p>` : ''}
${findings.length > 0 ? `<p class="label">What does not hold</p><ul class="findings">${findings.map(finding).join('')}</ul>` : ''}
${bad ? `<p class="label">Mend</p><p>${prose(mend)}</p>` : ''}
<p class="label">Steps</p><ol class="steps">${steps.map((step) => `<li>${text(step)}</li>`).join('')}</ol>
${exchanges.map(exchange).join('')}
</div>
</details>
`;
}

/**
 * The authority of a requirement, linked to the sentence of the specification where there is one, and to its page in
 * the guide.
 */
export function ruleLine(requirement: Requirement, guide?: string, ofCheck = requirement.authority): string {
  const { id, source, link } = requirement;
  const place = link ? `<a href="${text(link)}">${text(source)}</a>` : text(source);
  const page = guide === undefined ? '' : `. <a href="${text(checkPage(guide, id))}">More about ${id}</a>`;
  return `${text(ofCheck)}. ${place}${page}`;
}

/** The page of the guide to OCPI about a requirement. */
export function checkPage(guide: string, id: string): string {
  return `${guide}checks/${id}.html`;
}

function finding({ pointer, message }: { pointer: string; message: string }): string {
  return `<li>${pointer ? `<code>${text(pointer)}</code> ` : ''}${text(message)}</li>`;
}

function exchange(one: Exchange): string {
  const sent = one.direction === 'sent';
  const line = `${sent ? 'we sent' : 'it sent'} ${one.method} ${one.url} → ${inShort(one)}`;
  return `<div class="exchange"><div class="line">${text(line)}</div>
<pre>${text(`${one.method} ${one.url}\n${headers(one.headers)}${one.body ? `\n\n${pretty(one.body)}` : ''}`)}</pre>
<pre>${text(one.answer.status === null ? `no answer: ${one.error}` : `HTTP ${one.answer.status}\n${headers(one.answer.headers)}\n\n${pretty(one.answer.body)}`)}</pre>
${sent ? `<p class="label">To repeat it, with the token in $TOKEN</p><pre>${text(curlOf(one))}</pre>` : ''}</div>`;
}

function headers(given: Record<string, string>): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Indents a body that is complete JSON and not too long. */
function pretty(body: string): string {
  try {
    const lines = JSON.stringify(JSON.parse(body), undefined, 2);
    return lines.length < 20_000 ? lines : body;
  } catch {
    return body;
  }
}
