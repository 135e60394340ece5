import type { ConformanceView } from '../../../hub/types.generated.ts';
import { sendRequest } from '../../call-admin-api.ts';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';
import { reportForms } from './conformance-run.tsx';
import { type ProfileState, Readiness } from './profile-readiness.tsx';
import { type MendedCheck, Mends } from './requirements-to-mend.tsx';

/** The fields of a conformance report that the page shows. */
interface Report {
  areas: { area: string; title: string; totals: ConformanceView['verdicts'] }[];
  checks: MendedCheck[];
  readiness: ProfileState[];
  /** Broken requirements, the most important first. */
  mends: { id: string }[];
  left_behind: { kind: string; url: string; why: string }[];
}

/** The result of a conformance run: its findings, its areas, and the report to download. */
export function Result({ run }: { run: ConformanceView }) {
  const path = `/admin/conformance/${run.id}/report`;
  const { data, error } = useAsk<Report>(`${path}?format=json`);
  const act = useAct();
  return (
    <div class="stack">
      <div class="actions">
        {reportForms.map(([form, title, file]) => (
          <button
            key={form}
            type="button"
            class={form === 'html' ? 'primary' : ''}
            disabled={act.busy}
            onClick={() => void act.run(() => download(`${path}?format=${form}`, file))}
          >
            Download {title}
          </button>
        ))}
      </div>
      <Trouble>{act.error ?? error}</Trouble>
      {!data && !error && <Waiting />}
      {data && <Readiness profiles={data.readiness} />}
      {data && <Mends ids={data.mends.map(({ id }) => id)} checks={data.checks} />}
      {data && (
        <details>
          <summary>Areas</summary>
          <Areas areas={data.areas} />
        </details>
      )}
      {data && data.left_behind.length > 0 && (
        <p class="hint">
          Still at the partner: {data.left_behind.map(({ kind, why }) => `${kind} (${why})`).join(', ')}.
        </p>
      )}
    </div>
  );
}

function Areas({ areas }: { areas: Report['areas'] }) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Areas">
      <table>
        <thead>
          <tr>
            <th scope="col">Area</th>
            {['Passed', 'Failed', 'Warnings', 'Skipped'].map((title) => (
              <th key={title} scope="col" class="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map(({ area, title, totals }) => (
            <tr key={area}>
              <td>{title}</td>
              {[totals.passed, totals.failed, totals.warned, totals.skipped].map((count, index) => (
                <td key={index} class="number">
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Downloads a report as a file: a plain link could not carry the admin token. */
async function download(path: string, file: string): Promise<void> {
  const answer = await sendRequest(path);
  if (!answer.ok) throw new Error(`The hub answers ${answer.status}.`);
  const url = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: file });
  link.click();
  URL.revokeObjectURL(url);
}
