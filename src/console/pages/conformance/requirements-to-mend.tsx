import type { ConformanceView } from '../../../hub/types.generated.ts';
import { Chip } from '../../parts/state-chip.tsx';
import { Prose } from '../../parts/text-with-code-words.tsx';

/** A check in a conformance report, with its requirement. */
export interface MendedCheck {
  id: string;
  name: string;
  verdict: keyof ConformanceView['verdicts'];
  findings: { pointer: string; message: string }[];
  requirement: { words: string; level: string; origin: string; source: string; mend: string };
}

/** The broken requirements in the order of the report: the first three at once, the others folded. */
export function Mends({ ids, checks }: { ids: string[]; checks: MendedCheck[] }) {
  if (ids.length === 0) return <p>Nothing is to be mended in what could be checked.</p>;
  const later = ids.slice(3);
  return (
    <>
      <h3>To mend first</h3>
      <List ids={ids.slice(0, 3)} checks={checks} />
      {later.length > 0 && (
        <details>
          <summary>{later.length} more to mend</summary>
          <List ids={later} checks={checks} />
        </details>
      )}
    </>
  );
}

function List({ ids, checks }: { ids: string[]; checks: MendedCheck[] }) {
  const bad = checks.filter(({ verdict }) => verdict === 'failed' || verdict === 'warned');
  return (
    <ul class="mends">
      {ids.map((id) => {
        const about = bad.filter((check) => check.id === id);
        const [first] = about;
        if (!first) return null;
        const { words, level, origin, source, mend } = first.requirement;
        const hasFailed = about.some(({ verdict }) => verdict === 'failed');
        return (
          <li key={id}>
            <h4>
              <Chip tone={hasFailed ? 'bad' : 'warn'}>{id}</Chip> <Prose>{words}</Prose>
            </h4>
            <p>
              <strong>Mend:</strong> <Prose>{mend}</Prose>
            </p>
            {about.slice(0, 3).map(({ name, findings: [found] }) => (
              <p key={name} class="finding">
                {name}: {found?.pointer && <code>{found.pointer}</code>} {found?.message}
              </p>
            ))}
            <p class="hint">
              {level}, {origin}. {source}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
