import { guidePath } from '../hub/guide-page-of-error.ts';
import type { ReportFinding, ReportStep, ReportView } from '../hub/types.generated.ts';

/** Renders the report on a partner as one HTML page that loads nothing and runs no script. */
export function reportPage(report: ReportView): string {
  const { party, role, name, steps, findings, window, made } = report;
  const done = steps.filter(({ status }) => status === 'done').length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${party}: ${done} of ${steps.length} steps`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(`${party} (${role === 'CPO' ? 'operator' : 'provider'}${name ? `, ${name}` : ''})`)}</h1>
<p>${done} of ${steps.length} steps are done. ${findings.length === 0 ? 'Nothing is wrong with what was seen.' : `${findings.length} requirements are broken.`}</p>
<p class="faint">Made ${escaped(made)} from ${window.requests} requests${window.since ? ` since ${escaped(window.since)}` : ''}: ${escaped(window.words)}.</p>
<h2>Checklist</h2>
${steps.map(stepPart).join('\n')}
<h2>What to mend</h2>
${findings.length === 0 ? '<p>Nothing.</p>' : findings.map(findingPart).join('\n')}
</main>
</body>
</html>
`;
}

function stepPart({ title, status, seen, next, request_ids }: ReportStep): string {
  const requests = request_ids.map((id) => `<code>${escaped(id)}</code>`).join(', ');
  return `<section class="${status}">
<h3><span class="status">${status}</span> ${escaped(title)}</h3>
<p class="faint">${escaped(seen)}${requests ? `. In the trace: ${requests}` : ''}</p>
${next === null ? '' : `<p><strong>Next:</strong> ${escaped(next)}</p>`}
</section>`;
}

function findingPart({ requirement, words, origin, source, mend, ...seen }: ReportFinding): string {
  const { example, count, last, request_id } = seen;
  const page =
    requirement === null
      ? ''
      : `<a href="${escaped(guidePath(`checks/${requirement}`))}">${escaped(requirement)}</a>, `;
  const rule = [origin, source].filter(Boolean).join(', ');
  return `<section class="${origin === '2.1.1' ? 'failing' : 'missing'}">
<h3>${escaped(words)}</h3>
<p class="faint">${page}${escaped(rule || 'no rule is known')}</p>
<p>${count} times, last ${escaped(last)} (request <code>${escaped(request_id)}</code>): <code>${escaped([example.pointer, example.message].filter(Boolean).join(': '))}</code></p>
${mend === null ? '' : `<p><strong>Mend:</strong> ${escaped(mend)}</p>`}
</section>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; --done: #1a7f4b; --missing: #9a6700; --failing: #c62828; --line: #d8dde3; --faint: #5c6670; }
@media (prefers-color-scheme: dark) { :root { --done: #4cc38a; --missing: #e3b341; --failing: #ff7b72; --line: #343b43; --faint: #9aa5b0; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 32px; } h3 { font-size: 1rem; margin: 0; }
section { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px; padding: 10px 14px; margin: 8px 0; }
section p { margin: 4px 0; overflow-wrap: anywhere; }
.done { --tone: var(--done); } .missing { --tone: var(--missing); } .failing { --tone: var(--failing); }
.status { color: var(--tone); text-transform: uppercase; font-size: .8rem; }
.faint { color: var(--faint); font-size: .9rem; } code { font-size: .85rem; }
`;
