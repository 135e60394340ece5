import { useMemo } from 'preact/hooks';
import type { ObjectPage } from '../../../hub/types.generated.ts';
import { counted, dateTime, partyName } from '../../display-text.ts';
import { path } from '../../links-to-filtered-lists.ts';
import { Empty, Trouble, Waiting } from '../../parts/notices.tsx';
import { Search } from '../../parts/search-field.tsx';
import { Select } from '../../parts/select-field.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo, type Place, replaceQuery } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import { idOf, inShort, objectLink, objectModules, type Stored, spotOf } from './stored-object-types.ts';
import { WorldMap } from './world-map.tsx';

const contracts = [
  ['', 'Any contract'],
  ['yes', 'Disputed: another provider holds it'],
] as const;

/** Number of objects on one page, all of which the map and the table draw at once. */
const size = 50;

/** The stored objects of a module, the newest first, page by page, with a search by id, contract and owner. */
export function ObjectList({ module, place }: { module: string; place: Place }) {
  const text = place.query.get('text') ?? '';
  const disputed = module === 'tokens' ? (place.query.get('disputed') ?? '') : '';
  const offset = Math.max(0, Number(place.query.get('offset') ?? 0) || 0);
  const base = `/admin/objects/${encodeURIComponent(module)}`;
  const { data, error } = useAsk<ObjectPage>(
    path(base, {
      q: text,
      disputed,
      sort: '-created',
      limit: String(size),
      ...(offset > 0 ? { offset: String(offset) } : {}),
    }),
    5000,
  );
  const shown = data?.objects ?? [];
  const spots = useMemo(
    () => shown.flatMap((stored) => (module === 'locations' ? (spotOf(stored) ?? []) : [])),
    [data],
  );
  const turn = (to: number) =>
    linkTo([place.page, ...place.rest], { text, disputed, ...(to > 0 ? { offset: String(to) } : {}) });
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Objects</h1>
        {data && <p class="live-note">{counted(data.total, 'object')}</p>}
      </div>
      <div class="tabs" role="group" aria-label="Module">
        {objectModules.map((name) => (
          <a key={name} href={linkTo(['objects', name])} aria-current={name === module ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </div>
      <div class="filters">
        <Search
          label="Search"
          value={text}
          placeholder="A whole id or contract, or a party"
          change={(words) => replaceQuery(place, { text: words, disputed })}
        />
        {module === 'tokens' && (
          <Select
            label="Contract"
            value={disputed}
            choices={contracts}
            change={(to) => replaceQuery(place, { text, disputed: to })}
          />
        )}
      </div>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {spots.length > 0 && <WorldMap spots={spots} />}
      {data && shown.length === 0 && (
        <Empty title={text || disputed ? 'Nothing fits' : `The hub stores no ${module}`}>
          {text || disputed
            ? 'The search finds a whole id or contract, and what a party such as NL*ABC owns.'
            : 'They come when a partner pushes them, or when the hub pulls: start a sync on the page of a connection.'}
        </Empty>
      )}
      {shown.length > 0 && <List module={module} objects={shown} />}
      {data && data.total > size && (
        <div class="actions pager">
          {offset > 0 && (
            <a class="button" href={turn(Math.max(0, offset - size))}>
              Newer
            </a>
          )}
          {offset + size < data.total && (
            <a class="button" href={turn(offset + size)}>
              Older
            </a>
          )}
          <span class="hint" role="status">
            {(offset + 1).toLocaleString()} to {Math.min(offset + size, data.total).toLocaleString()} of{' '}
            {counted(data.total, 'object')}
          </span>
        </div>
      )}
    </>
  );
}

function List({ module, objects }: { module: string; objects: Stored[] }) {
  return (
    <Table label={`Stored ${module}`} columns={['Id', 'Owner', 'What it is', 'Last updated']} box="card">
      {objects.map((stored) => {
        const id = idOf(module, stored);
        return (
          <tr key={`${partyName(stored)} ${stored.id}`}>
            <td>
              <a class="party" href={objectLink({ ...stored, module, id })}>
                {id}
              </a>
            </td>
            <td class="party">{partyName(stored)}</td>
            <td>{inShort(module, stored)}</td>
            <td data-label="Updated">{dateTime(stored.last_updated)}</td>
          </tr>
        );
      })}
    </Table>
  );
}
