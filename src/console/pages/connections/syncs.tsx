import type { ConnectionView, SyncView } from '../../../hub/types.generated.ts';
import { ask } from '../../ask.ts';
import { path } from '../../lists.ts';
import { useAct } from '../../parts/act.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { Empty, Trouble } from '../../parts/notice.tsx';
import { usePage } from '../../use-page.ts';
import { counted, dateTime } from '../../words.ts';

const states: Record<SyncView['status'], [Tone, string]> = {
  RUNNING: ['info', 'Running'],
  DONE: ['good', 'Done'],
  FAILED: ['bad', 'Failed'],
};

/** Pulls of the partner's objects: start and progress. */
export function Syncs({ connection }: { connection: ConnectionView }) {
  const { rows: own, again } = usePage<SyncView>(
    path('/admin/syncs', { connection: connection.id }),
    2000,
    3,
  );
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
        own.map((sync) => <Sync key={sync.id} sync={sync} changed={again} />)
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

/** Objects that a complete list lacked and that stay until the operator says that they are gone. */
function Retirement(props: { sync: SyncView; waiting: number; changed: () => void }) {
  const { sync, waiting, changed } = props;
  const act = useAct();
  const confirm = () => void act.run(() => ask('POST', `/admin/syncs/${sync.id}/confirm`)).then(changed);
  return (
    <div class="next">
      <p>
        {counted(waiting, 'object')} that the hub stores {waiting === 1 ? 'is' : 'are'} missing from the
        complete lists of the partner. They stay, until you confirm that they are gone.
      </p>
      <div class="actions">
        <button type="button" class="danger" disabled={act.busy} onClick={confirm}>
          Retire {waiting.toLocaleString()}
        </button>
      </div>
      <Trouble>{act.error}</Trouble>
    </div>
  );
}

function Modules({ sync, tone, word }: { sync: SyncView; tone: Tone; word: string }) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={`Sync of ${dateTime(sync.started)}`}>
      <table>
        <caption>
          {sync.type === 'full' ? 'Everything' : 'What changed'}, {dateTime(sync.started)}{' '}
          <Chip tone={tone}>{word}</Chip>
          {sync.status === 'RUNNING' && <progress aria-label="Sync under way" />}
        </caption>
        <thead>
          <tr>
            <th scope="col">Module</th>
            {['Pages', 'Received', 'Stored', 'Unchanged', 'Rejected', 'Removed'].map((title) => (
              <th key={title} scope="col" class="number">
                {title}
              </th>
            ))}
            <th scope="col">Trouble</th>
          </tr>
        </thead>
        <tbody>
          {sync.modules.map((row) => (
            <tr key={row.module}>
              <td>{row.module}</td>
              {[row.pages, row.received, row.stored, row.unchanged, row.rejected, row.removed].map(
                (count, index) => (
                  <td key={index} class="number">
                    {count.toLocaleString()}
                  </td>
                ),
              )}
              <td class="trouble">
                {row.error ??
                  (row.rejections.length === 0 ? '–' : row.rejections.slice(0, 3).map(rejection).join('; '))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rejection({ id, findings }: SyncView['modules'][number]['rejections'][number]): string {
  const [first] = findings;
  return first ? `${id}: ${first.pointer} ${first.message}` : id;
}
