import { useState } from 'preact/hooks';
import type { AgreementView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { calendarTime, fromCalendar, zoneLabel } from '../../displayed-time-zone.ts';
import { agreementState } from '../../parts/connection-state-chips.tsx';
import { Trouble } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { type Act, useAct } from '../../parts/use-action.tsx';
import type { Pair } from './agreement-pair-type.ts';

/** A form that makes an agreement, or changes the existing one. */
export function AgreementForm({ pair, done }: { pair: Pair; done: () => void }) {
  const { cpo, emsp } = pair;
  const agreement = pair.agreement?.status === 'TERMINATED' ? undefined : pair.agreement;
  const [from, setFrom] = useState(calendarTime(agreement?.valid_from));
  const [to, setTo] = useState(calendarTime(agreement?.valid_to));
  const [runsOff, setRunsOff] = useState(agreement?.run_off ?? true);
  const [made, setMade] = useState<AgreementView>();
  const act = useAct();
  const submit = async () => {
    const validity = { valid_from: fromCalendar(from), valid_to: fromCalendar(to), run_off: runsOff };
    if (agreement) await ask('PATCH', `/admin/agreements/${agreement.id}`, validity);
    else return ask<AgreementView>('POST', '/admin/agreements', { cpo, emsp, ...validity });
  };
  if (made) return <Waits made={made} done={done} />;
  const [tone, word] = pair.agreement ? agreementState(pair.agreement) : (['off', 'No agreement'] as const);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act.run(async () => {
          const view = await submit();
          if (view && view.obstacles.length > 0) setMade(view);
          else done();
        });
      }}
    >
      <p>
        <Chip tone={tone}>{word}</Chip> {pair.agreement?.obstacles.join('; ')}
      </p>
      <div class="fields">
        <label>
          From ({zoneLabel()})
          <input type="datetime-local" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
          <small>empty: at once</small>
        </label>
        <label>
          Until ({zoneLabel()})
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
      </div>
      {agreement && <Status agreement={agreement} act={act} done={done} />}
    </form>
  );
}

/** The consequences of suspending or ending an agreement, in words. */
const ends = {
  SUSPENDED: {
    words:
      'The two exchange nothing new from this moment on. What each has of the other stays with it; sessions that have begun run off, unless that is switched off above.',
    button: 'Suspend now',
  },
  TERMINATED: {
    words:
      'The two exchange nothing new from this moment on, and this agreement cannot be taken up again: they need a new one. Sessions that have begun run off, unless that is switched off above.',
    button: 'Terminate now',
  },
};

/** Buttons to suspend, resume or end an agreement; the form asks before it stops an exchange of data. */
function Status(props: { agreement: AgreementView; act: Act; done: () => void }) {
  const { agreement, act, done } = props;
  const [asking, setAsking] = useState<keyof typeof ends>();
  const set = (status: AgreementView['status']) =>
    void act
      .run(() => ask('PATCH', `/admin/agreements/${agreement.id}`, { status }))
      .then((worked) => worked && done());
  if (asking)
    return (
      <div class="next" role="alert">
        <p>{ends[asking].words}</p>
        <div class="actions">
          <button type="button" class="danger" disabled={act.busy} onClick={() => set(asking)}>
            {ends[asking].button}
          </button>
          <button type="button" onClick={() => setAsking(undefined)}>
            Leave it as it is
          </button>
        </div>
      </div>
    );
  return (
    <div class="actions">
      {agreement.status === 'ACTIVE' ? (
        <button type="button" disabled={act.busy} onClick={() => setAsking('SUSPENDED')}>
          Suspend
        </button>
      ) : (
        <button type="button" disabled={act.busy} onClick={() => set('ACTIVE')}>
          Resume
        </button>
      )}
      <button type="button" class="danger" disabled={act.busy} onClick={() => setAsking('TERMINATED')}>
        Terminate for good
      </button>
    </div>
  );
}

/** Tells that a new agreement lets nothing through yet, and why. */
function Waits({ made, done }: { made: AgreementView; done: () => void }) {
  return (
    <div class="stack" role="alert">
      <p>The agreement is made. Nothing is exchanged under it yet:</p>
      <ul class="reasons-list">
        {made.obstacles.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="primary" onClick={done}>
          Understood
        </button>
      </div>
    </div>
  );
}
