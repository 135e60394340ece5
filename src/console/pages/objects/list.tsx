import { useMemo } from 'preact/hooks';
import type { ObjectPage } from '../../../hub/types.generated.ts';
import { Empty, Trouble, Waiting } from '../../parts/notice.tsx';
import { linkTo, type Place, replaceQuery } from '../../place.ts';
import { useAsk } from '../../use-ask.ts';
import { counted, dateTime, partyName } from '../../words.ts';
import { WorldMap } from './map.tsx';
import { idOf, inShort, objectLink, objectModules, type Stored, spotOf } from './stored.ts';

/** Number of objects on one page. */
const size = 200;

/** The stored objects of a module, with a search in the displayed page and by id in all. */
export function ObjectList({ module, place }: { module: string; place: Place }) {
  const text = place.query.get('text') ?? '';
  const offset = Math.max(0, Number(place.query.get('offset') ?? 0) || 0);
  const base = `/admin/objects/${encodeURIComponent(module)}`;
  const { data, error } = useAsk<ObjectPage>(`${base}?limit=${size}&offset=${offset}`, 5000);
  const search = text.trim();
  const { data: named } = useAsk<ObjectPage>(search ? `${base}?id=${encodeURIComponent(search)}` : null);
  const shown = useMemo(() => found(module, data, named, search), [module, data, named, search]);
  const spots = useMemo(
    () => shown.flatMap((stored) => (module === 'locations' ? (spotOf(stored) ?? []) : [])),
    [shown],
  );
  const query = (change: Record<string, string>) =>
    replaceQuery(place, { text, ...(offset > 0 ? { offset: String(offset) } : {}), ...change });
  return (
    <>
      <h1 tabIndex={-1}>Objects</h1>
      <div class="tabs" role="group" aria-label="Module">
        {objectModules.map((name) => (
          <a key={name} href={linkTo(['objects', name])} aria-current={name === module ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </div>
      <label class="search">
        Search
        <input
          type="search"
          value={text}
          placeholder="Id, name, city, party …"
          onInput={(event) => query({ text: event.currentTarget.value, offset: '' })}
        />
      </label>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {spots.length > 0 && <WorldMap spots={spots} />}
      {data && shown.length === 0 && (
        <Empty title={search ? 'Nothing fits' : `The hub stores no ${module}`}>
          {search
            ? 'The search looks at what stands on this page, and for a whole id at everything.'
            : 'They come when a partner pushes them, or when the hub pulls: start a sync on the page of a connection.'}
        </Empty>
      )}
      {shown.length > 0 && <Table module={module} objects={shown} />}
      {data && data.total > size && (
        <div class="actions">
          <button
            type="button"
            disabled={offset === 0}
            onClick={() => query({ offset: String(Math.max(0, offset - size)) })}
          >
            Earlier
          </button>
          <button
            type="button"
            disabled={offset + size >= data.total}
            onClick={() => query({ offset: String(offset + size) })}
          >
            Later
          </button>
          <span class="hint">
            {offset + 1} to {Math.min(offset + size, data.total)} of {counted(data.total, 'object')}
          </span>
        </div>
      )}
    </>
  );
}

function Table({ module, objects }: { module: string; objects: Stored[] }) {
  return (
    <div class="table-box card" tabIndex={0} role="region" aria-label={`All ${module}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">Owner</th>
            <th scope="col">What it is</th>
            <th scope="col">Last updated</th>
          </tr>
        </thead>
        <tbody>
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
                <td>{dateTime(stored.last_updated)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The matches of the search: in the page, and by id in everything. */
function found(
  module: string,
  page: ObjectPage | undefined,
  named: ObjectPage | undefined,
  search: string,
): Stored[] {
  const text = search.toLowerCase();
  const fits = (stored: Stored) =>
    `${partyName(stored)} ${stored.id} ${idOf(module, stored)} ${inShort(module, stored)}`
      .toLowerCase()
      .includes(text);
  const here = (page?.objects ?? []).filter(fits);
  const known = new Set(here.map((stored) => `${partyName(stored)} ${stored.id}`));
  const elsewhere = search ? (named?.objects ?? []) : [];
  return [...here, ...elsewhere.filter((stored) => !known.has(`${partyName(stored)} ${stored.id}`))];
}
