import { useState } from 'preact/hooks';
import type { ConformanceView, ConnectionView } from '../../hub/types.generated.ts';
import { Run, reportForms } from '../pages/conformance/conformance-run.tsx';
import { Empty, Trouble } from '../parts/notices.tsx';
import { useAct } from '../parts/use-action.tsx';
import type { PageProps } from './page-props.ts';
import { Mended } from './requirements-to-mend.tsx';
import { askWorkspace, textOf, useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/** The page of the conformance suite against the partner's own system: start, progress and reports. */
export function Suite(props: PageProps) {
  const { place, workspace } = props;
  const { data, error, again } = useWorkspace<ConformanceView[]>(place.key, '/conformance', 1500);
  const isBusy = (data ?? []).some(({ status }) => status === 'RUNNING');
  return (
    <>
      <h1 tabIndex={-1}>The conformance suite</h1>
      <p class="lead">
        More than two hundred checks of your system, each with the rule of OCPI 2.1.1-d2 it stands for. What
        it writes it takes back.
      </p>
      <section class="card" aria-labelledby="begin">
        <h2 id="begin">Run it</h2>
        <Begin {...props} isBusy={isBusy} started={again} />
      </section>
      <section class="card" aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        <Trouble>{error}</Trouble>
        {data?.length === 0 && (
          <Empty title="Not run yet">The newest runs are kept here with their reports.</Empty>
        )}
        {data?.map((run, index) => (
          <Run
            key={run.id}
            run={run}
            open={index === 0}
            end={() => askWorkspace(place.key, 'DELETE', `/conformance/${run.id}`)}
            changed={again}
          >
            <Report id={run.id} open={index === 0} place={place} />
          </Run>
        ))}
        {data?.some(({ status }) => status === 'DONE') && (
          <p>
            <a href={linkIn(place.key, 'ready')}>What {workspace.party} is ready for</a>
          </p>
        )}
      </section>
    </>
  );
}

function Begin(props: PageProps & { isBusy: boolean; started(): void }) {
  const { workspace, place, isBusy, started } = props;
  const [full, setFull] = useState(true);
  const connection = useWorkspace<ConnectionView>(place.key, `/connections/${workspace.connection}`);
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const given = ['token', 'versions_url', 'at'].flatMap((name) => {
      const text = String(fields.get(name) ?? '').trim();
      return text === '' ? [] : [[name, text]];
    });
    const wait = Number(fields.get('wait') ?? 0);
    const asked = { ...Object.fromEntries(given), ...(wait > 0 ? { wait } : {}) };
    const order = full ? asked : { read_only: true };
    void act.run(() => askWorkspace(place.key, 'POST', '/conformance', order)).then(started);
  };
  const known = connection.data?.versions_url ?? workspace.callback?.versions_url ?? '';
  return (
    <form class="suite" onSubmit={submit}>
      <fieldset>
        <legend>How</legend>
        <label class="choice">
          <input type="radio" name="way" checked={full} onChange={() => setFull(true)} />
          <span>In full: registers as another partner, pushes, asks, and takes back what it wrote</span>
        </label>
        <label class="choice">
          <input type="radio" name="way" checked={!full} onChange={() => setFull(false)} />
          <span>Read only: GET alone, with the token of your registration</span>
        </label>
      </fieldset>
      {full && (
        <div class="fields">
          <label class="wide">
            Your versions URL
            <input key={known} name="versions_url" type="url" required defaultValue={known} />
          </label>
          <label class="wide">
            A new TOKEN_A that your system made for the suite
            <input name="token" autocomplete="off" spellcheck={false} required maxLength={64} />
          </label>
          {workspace.role === 'EMSP' && (
            <label class="wide">
              Seconds that you have to give the suite a command
              <input name="wait" type="number" min={0} max={300} defaultValue="120" />
              <small>
                When it is your turn, this page says so, with the Location to start at; without a command you
                are not ready for commands. 0 leaves them out.
              </small>
            </label>
          )}
          {workspace.role === 'CPO' && (
            <label class="wide">
              LOCATION/EVSE where commands may be given
              <input name="at" pattern="[^\s\/]{1,39}\/[^\s\/]{1,39}" placeholder="LOC1/EVSE1" />
              <small>Left empty, no charge point is moved, and commands are not checked.</small>
            </label>
          )}
        </div>
      )}
      <Trouble>{act.error}</Trouble>
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy || isBusy}>
          {isBusy ? 'A run is under way …' : 'Run the suite'}
        </button>
      </div>
    </form>
  );
}

/** The report of a conformance run, in each form to save; for the newest run also the requirements to mend. */
function Report({ id, open, place }: { id: string; open: boolean; place: PageProps['place'] }) {
  const act = useAct();
  const saved = (form: string, file: string) => async () =>
    save(await textOf(place.key, `/conformance/${id}/report?format=${form}`), file);
  return (
    <div class="stack">
      <div class="actions">
        {reportForms.map(([form, title, file]) => (
          <button
            key={form}
            type="button"
            disabled={act.busy}
            onClick={() => void act.run(saved(form, file))}
          >
            Download {title}
          </button>
        ))}
      </div>
      <Trouble>{act.error}</Trouble>
      {open && <Mended id={id} place={place} />}
    </div>
  );
}

/** Saves a text as a file: a plain link could not carry the workspace's secret. */
function save(text: string, file: string): void {
  const url = URL.createObjectURL(new Blob([text]));
  Object.assign(document.createElement('a'), { href: url, download: file }).click();
  URL.revokeObjectURL(url);
}
