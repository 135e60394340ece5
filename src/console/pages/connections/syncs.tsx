import type { ConnectionView, SyncView } from '../../../hub/types.generated.ts';
import { ask } from '../../ask.ts';
import { useAct } from '../../parts/act.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { Empty, Trouble } from '../../parts/notice.tsx';
import { useAsk } from '../../use-ask.ts';
import { dateTime } from '../../words.ts';

const states: Record<SyncView['status'], [Tone, string]> = {
  RUNNING: ['info', 'Running'],
  DONE: ['good', 'Done'],
  FAILED: ['bad', 'Failed'],
};

/** Pulls of the partner's objects: start and progress. */
export function Syncs({ connection }: { connection: ConnectionView }) {
  const { data, again } = useAsk<SyncView[]>('/admin/syncs', 1000);
  const act = useAct();
  const own = (data ?? []).filter((sync) => sync.connection === connection.id).slice(0, 3);
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
      {own.length === 0 ? (
        <Empty title="No sync since the hub was started">
          {connection.status === 'REGISTERED'
            ? 'The hub pulls every night by itself. Pull now to see what the partner has.'
            : 'The hub pulls from partners that are registered.'}
        </Empty>
      ) : (
        own.map((sync) => <Sync key={sync.id} sync={sync} />)
      )}
    </section>
  );
}

function Sync({ sync }: { sync: SyncView }) {
  const [tone, word] = states[sync.status];
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
