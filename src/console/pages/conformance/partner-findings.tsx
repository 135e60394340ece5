import type { ReportFinding } from '../../../hub/types.generated.ts';
import { ago, dateTime } from '../../display-text.ts';
import { Empty } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { Prose } from '../../parts/text-with-code-words.tsx';

/** Findings about a partner's messages: the rule, its source, the remedy, and an example. */
export function Findings(props: { findings: ReportFinding[]; linkOf: (request: string) => string }) {
  const { findings, linkOf } = props;
  return (
    <section class="card" aria-labelledby="findings">
      <h2 id="findings">What to mend</h2>
      {findings.length === 0 && (
        <Empty title="Nothing">What the partner sends and answers from now on is judged here.</Empty>
      )}
      <ul class="mends">
        {findings.map(({ requirement, words, origin, source, mend, count, example, last, request_id }) => (
          <li key={requirement ?? words}>
            <h3>
              <Chip tone={origin === '2.1.1' ? 'bad' : 'warn'}>{requirement ?? 'No rule known'}</Chip>{' '}
              <Prose>{words}</Prose>
            </h3>
            {(origin ?? source) && <p class="hint">{[origin, source].filter(Boolean).join(', ')}</p>}
            <p class="finding">
              {example.pointer && <code>{example.pointer}</code>} {example.message}
            </p>
            {mend && (
              <p>
                <strong>Mend:</strong> <Prose>{mend}</Prose>
              </p>
            )}
            <p>
              <a href={linkOf(request_id)} title={dateTime(last)}>
                Seen {count.toLocaleString()} ×, last {ago(last)}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
