import { useState } from 'preact/hooks';
import { ask } from '../../ask.ts';
import { useAct } from '../../parts/act.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Trouble } from '../../parts/notice.tsx';
import { agreementState } from '../../parts/states.tsx';
import type { Pair } from './pair.ts';

/** A form that makes an agreement, or changes the existing one. */
export function AgreementForm({ pair, done }: { pair: Pair; done: () => void }) {
  const { cpo, emsp } = pair;
  const agreement = pair.agreement?.status === 'TERMINATED' ? undefined : pair.agreement;
  const [from, setFrom] = useState(localTime(agreement?.valid_from));
  const [to, setTo] = useState(localTime(agreement?.valid_to));
  const [runsOff, setRunsOff] = useState(agreement?.run_off ?? true);
  const act = useAct();
  const run = (what: () => Promise<unknown>) => void act.run(what).then((worked) => worked && done());
  const window = () => ({ valid_from: zoned(from), valid_to: zoned(to), run_off: runsOff });
  const path = `/admin/agreements/${agreement?.id}`;
  const set = (status: string) => run(() => ask('PATCH', path, { status }));
  const [tone, word] = pair.agreement ? agreementState(pair.agreement) : (['off', 'No agreement'] as const);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run(() =>
          agreement
            ? ask('PATCH', path, window())
            : ask('POST', '/admin/agreements', { cpo, emsp, ...window() }),
        );
      }}
    >
      <p>
        <Chip tone={tone}>{word}</Chip>
      </p>
      <div class="fields">
        <label>
          From
          <input type="datetime-local" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
          <small>empty: at once</small>
        </label>
        <label>
          Until
          <input type="datetime-local" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
          <small>empty: without end</small>
        </label>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={runsOff}
          onChange={(event) => setRunsOff(event.currentTarget.checked)}
        />
        <span>
          Runs off
          <small>sessions that began under it are settled after its end</small>
        </span>
      </label>
      <Trouble>{act.error}</Trouble>
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy}>
          {agreement ? 'Keep the validity' : 'Make the agreement'}
        </button>
        {agreement?.status === 'ACTIVE' && (
          <button type="button" disabled={act.busy} onClick={() => set('SUSPENDED')}>
            Suspend
          </button>
        )}
        {agreement?.status === 'SUSPENDED' && (
          <button type="button" disabled={act.busy} onClick={() => set('ACTIVE')}>
            Resume
          </button>
        )}
        {agreement && (
          <button type="button" class="danger" disabled={act.busy} onClick={() => set('TERMINATED')}>
            Terminate for good
          </button>
        )}
      </div>
    </form>
  );
}

/** A time in the format of a calendar field: in the user's time zone, to the minute. */
function localTime(iso: string | null | undefined): string {
  if (!iso) return '';
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The value of a calendar field in the hub's format; `null` when it is empty. */
function zoned(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
