import { useMemo } from 'preact/hooks';
import type { ExchangeSummary, ObjectPage } from '../../../hub/types.generated.ts';
import { dateTime, partyName } from '../../display-text.ts';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import { Copies } from './copies-of-receivers.tsx';
import { History } from './object-history.tsx';
import { pushesAbout } from './pushes-of-object.ts';
import { inShort, type ObjectName, spotOf } from './stored-object-types.ts';
import { WorldMap } from './world-map.tsx';

/** The page of one object: its place, each party's version of it, and its history. */
export function ObjectDetail({ name }: { name: ObjectName }) {
  const { module, country_code, party_id, id } = name;
  const query = new URLSearchParams({ country_code, party_id, id }).toString();
  const { data, error } = useAsk<ObjectPage>(`/admin/objects/${encodeURIComponent(module)}?${query}`, 3000);
  const { data: exchanges } = useAsk<ExchangeSummary[]>(
    module === 'cdrs'
      ? `/admin/objects/cdrs/writes?${query}`
      : `/admin/requests?limit=1000&module=${encodeURIComponent(module)}`,
    5000,
  );
  const pushes = useMemo(
    // The hub searches the pushes of a CDR by content, since their URL does not name it.
    () => (module === 'cdrs' ? (exchanges ?? []) : pushesAbout(name, exchanges ?? [])),
    [exchanges],
  );
  const stored = data?.objects[0];
  const spot = stored && module === 'locations' ? spotOf(stored) : undefined;
  return (
    <>
      <p class="back">
        <a href={linkTo(['objects', module])}>Objects: {module}</a>
      </p>
      <h1 tabIndex={-1}>{id}</h1>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && !stored && (
        <p class="lead">
          The hub does not store it: it was never taken, or has been withdrawn. Its history is below.
        </p>
      )}
      {stored && (
        <p class="lead">
          Of {partyName(name)}: {inShort(module, stored)}. Last updated {dateTime(stored.last_updated)}.
        </p>
      )}
      {spot && <WorldMap spots={[spot]} />}
      <Copies name={name} stored={stored} pushes={pushes} />
      <History pushes={pushes} />
    </>
  );
}
