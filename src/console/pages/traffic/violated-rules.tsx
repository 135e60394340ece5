import type { FindingView } from '../../../hub/types.generated.ts';
import { Chip } from '../../parts/state-chip.tsx';
import { Prose } from '../../parts/text-with-code-words.tsx';

/** The rules that the messages violate, each once, with its remedy. */
export function Rules({ findings }: { findings: FindingView[] }) {
  const known = new Map(findings.map((one) => [one.requirement, one]));
  const rules = [...known.values()].filter(({ requirement }) => requirement !== undefined);
  if (rules.length === 0) return null;
  return (
    <section class="card" aria-labelledby="rules">
      <h2 id="rules">What to mend</h2>
      <ul class="mends">
        {rules.map(({ requirement, origin, pointer, message, mend }) => (
          <li key={requirement}>
            <p>
              <a href={`/guide/checks/${requirement}.html`}>
                <Chip tone={origin === '2.1.1' ? 'bad' : 'warn'}>{requirement}</Chip>
              </a>{' '}
              <code>{pointer}</code> {message} <span class="hint">({origin})</span>
            </p>
            {mend && (
              <p>
                <strong>Mend:</strong> <Prose>{mend}</Prose>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
