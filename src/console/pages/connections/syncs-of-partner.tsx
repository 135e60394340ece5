import { useState } from 'preact/hooks';
import type { ConnectionView, SyncView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { counted, dateTime } from '../../display-text.ts';
import { path } from '../../links-to-filtered-lists.ts';
import { Empty, Trouble } from '../../parts/notices.tsx';
import { Chip, type Tone } from '../../parts/state-chip.tsx';
import { Table } from '../../parts/table.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { usePage } from '../../use-list-page.ts';

const states: Record<SyncView['status'], [Tone, string]> = {
  RUNNING: ['info', 'Running'],
  DONE: ['good', 'Done'],
  FAILED: ['bad', 'Failed'],
};

/** Syncs, in which the hub pulls the partner's objects: a form to start one, and their progress. */
export function Syncs({ connection }: { connection: ConnectionView }) {
  const { rows: newest, again } = usePage<SyncView>(
    path('/admin/syncs', { connection: connection.id }),
    2000,
    3,
  );
  // A sync whose removals wait for the operator stays visible, however many syncs there have been since.
  const { rows: waiting, again: waitingAgain } = usePage<SyncView>(
    path('/admin/syncs', { connection: connection.id, held: 'yes' }),
    5000,
    3,
  );
  const changed = () => {
    again();
    waitingAgain();
  };
  const own = newest && [
    ...newest,
    ...(waiting ?? []).filter(({ id }) => !newest.some((one) => one.id === id)),
  ];
  const act = useAct();
  const start = (type: SyncView['type']) =>
    void act.run(() => ask('POST', `/admin/connections/${connection.id}/syncs`, { type })).then(again);
  const able = connection.status === 'REGISTERED' && !act.busy;
  return (
    <section class="card" aria-labelledby="syncs">
      <div class="section-head">
        <h2 id="syncs">Syncs</h2>
        <div class="actions">
          <button type="button" disabled={!able} onClick={() => start('delta')}>
            Pull what changed
          </button>
          <button type="button" disabled={!able} onClick={() => start('full')}>
            Pull everything
          </button>
        </div>
      </div>
      <Trouble>{act.error}</Trouble>
      {!own || own.length === 0 ? (
        <Empty title="No sync since the hub was started">
          {connection.status === 'REGISTERED'
            ? 'The hub pulls every night by itself. Pull now to see what the partner has.'
            : 'The hub pulls from partners that are registered.'}
        </Empty>
      ) : (
        own.map((sync) => <Sync key={sync.id} sync={sync} changed={changed} />)
      )}
    </section>
  );
}

function Sync({ sync, changed }: { sync: SyncView; changed: () => void }) {
  const [tone, word] = states[sync.status];
  const waiting = sync.modules.reduce((sum, { held }) => sum + held, 0);
  return (
    <>
      {waiting > 0 && sync.status !== 'RUNNING' && (
        <Retirement sync={sync} waiting={waiting} changed={changed} />
      )}
      <Modules sync={sync} tone={tone} word={word} />
    </>
  );
}

const retired =
  'Once retired, they are withdrawn from everybody who has them, and only their owner can bring them back.';

/**
 * Asks about objects that a complete list of the partner lacked: they stay until the operator says that they are gone.
 */
function Retirement(props: { sync: SyncView; waiting: number; changed: () => void }) {
  const { sync, waiting, changed } = props;
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  const confirm = () => void act.run(() => ask('POST', `/admin/syncs/${sync.id}/confirm`)).then(changed);
  return (
    <div class="next">
      <p role={isAsking ? 'alert' : undefined}>
        {counted(waiting, 'object')} that the hub stores {waiting === 1 ? 'is' : 'are'} missing from the
        complete lists of the partner.{' '}
        {isAsking ? retired : 'They stay, until you confirm that they are gone.'}
      </p>
      <div class="actions">
        {isAsking ? (
          <>
            <button type="button" class="danger" disabled={act.busy} onClick={confirm}>
              Retire them now
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              Leave them
            </button>
          </>
        ) : (
          <button type="button" class="danger" disabled={act.busy} onClick={() => setAsking(true)}>
            Retire {waiting.toLocaleString()}
          </button>
        )}
      </div>
      <Trouble>{act.error}</Trouble>
    </div>
  );
}

function Modules({ sync, tone, word }: { sync: SyncView; tone: Tone; word: string }) {
  return (
    <>
      <h3>
        {sync.type === 'full' ? 'Everything' : 'What changed'}, {dateTime(sync.started)}{' '}
        <Chip tone={tone}>{word}</Chip>
        {sync.status === 'RUNNING' && <Progress sync={sync} />}
      </h3>
      <Table
        label={`Sync of ${dateTime(sync.started)}`}
        columns={['Module', ...counts.map(([title]) => ({ number: title })), 'Trouble']}
      >
        {sync.modules.map((row) => (
          <tr key={row.module}>
            <td>
              <b>{row.module}</b>
            </td>
            {counts.map(([title, field]) => (
              <td key={title} class="number" data-label={title}>
                {row[field].toLocaleString()}
              </td>
            ))}
            <td class="trouble">
              {row.error ??
                (row.rejections.length === 0 ? '–' : row.rejections.slice(0, 3).map(rejection).join('; '))}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** The columns of the table of syncs, and the number of a module in each. */
const counts = [
  ['Pages', 'pages'],
  ['Received', 'received'],
  ['Stored', 'stored'],
  ['Unchanged', 'unchanged'],
  ['Rejected', 'rejected'],
  ['Removed', 'removed'],
] as const;

/**
 * The progress of a sync by the objects that the partner has counted so far; where the partner counts nothing, only
 * that it goes on.
 */
function Progress({ sync }: { sync: SyncView }) {
  const sum = (of: (row: SyncView['modules'][number]) => number) =>
    sync.modules.reduce((total, row) => total + of(row), 0);
  const received = sum((row) => row.received);
  const expected = sum((row) => Math.max(row.expected ?? 0, row.received));
  if (expected <= received) return <progress aria-label="Sync under way" />;
  return (
    <>
      <progress aria-label="Sync under way" value={received} max={expected} />{' '}
      <span class="hint">
        {received.toLocaleString()} of {counted(expected, 'object')}
      </span>
    </>
  );
}

function rejection({ id, findings }: SyncView['modules'][number]['rejections'][number]): string {
  const [first] = findings;
  return first ? `${id}: ${first.pointer} ${first.message}` : id;
}
