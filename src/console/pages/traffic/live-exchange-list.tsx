import { useMemo, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { counted } from '../../display-text.ts';
import { useFeed } from '../../live-exchange-feed.ts';
import { Empty, Trouble } from '../../parts/notices.tsx';
import { type Place, replaceQuery } from '../../url-hash.ts';
import { FilterBar } from './exchange-filter-bar.tsx';
import { type Filters, filtersOf, passes, traceOf } from './exchange-filters.ts';
import { Rows } from './exchange-table-rows.tsx';
import { useOlder } from './use-older-exchanges.ts';

/** The live list of exchanges, newest first. It does not move while the user reads, points at it or has paused it. */
export function TrafficList({ place }: { place: Place }) {
  const feed = useFeed();
  const filters = filtersOf(place.query);
  const key = JSON.stringify(filters);
  const isFiltered = Object.values(filters).some((value) => value !== '');
  const [goesBack, setGoesBack] = useState(false);
  const older = useOlder(isFiltered || goesBack ? traceOf(filters) : null);
  const [paused, setPaused] = useState(false);
  const [reading, setReading] = useState(false);
  const held = useRef<{ key: string; live: ExchangeSummary[] } | undefined>(undefined);
  if (!(paused || reading) || held.current?.key !== key) held.current = undefined;
  if (paused || reading) held.current ??= { key, live: feed.exchanges.slice() };
  const live = held.current?.live ?? feed.exchanges;
  const shown = useMemo(
    () => matching(live, older.exchanges, filters),
    [held.current ? live : feed, older.exchanges, key],
  );
  const goBack = older.more ?? (isFiltered || goesBack ? undefined : () => setGoesBack(true));
  return (
    <div class="traffic">
      <div class="page-head">
        <h1 tabIndex={-1}>Traffic</h1>
        <p class="live-note" aria-live="off">
          {counted(shown.length, 'exchange')}
          {held.current &&
            ` · held${paused ? '' : ' while you read'}, ${newerThan(live, feed.exchanges, filters)} newer`}
        </p>
        <div class="actions">
          <button type="button" disabled={!goBack} onClick={goBack}>
            Older
          </button>
          <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? 'Resume' : 'Pause'}
          </button>
        </div>
      </div>
      <FilterBar filters={filters} change={(change) => replaceQuery(place, { ...filters, ...change })} />
      <Trouble>{older.error}</Trouble>
      {shown.length === 0 ? <NothingYet filtered={isFiltered} isMore={older.more !== undefined} /> : null}
      <Rows exchanges={shown} setReading={setReading} />
    </div>
  );
}

function NothingYet({ filtered, isMore }: { filtered: boolean; isMore: boolean }) {
  return filtered ? (
    <Empty title="Nothing fits these filters">
      {isMore && 'There is more of the trace: Older looks further back. '}
      Requests that fit will appear here as they happen.
    </Empty>
  ) : (
    <Empty title="No requests yet">
      What partners and the hub say to each other appears here as it happens. Begin by{' '}
      <a href="#/connections/new">connecting a partner</a>.
    </Empty>
  );
}

/** The exchanges that pass the filters, newest first: those of the live feed, and earlier ones of the trace. */
function matching(live: ExchangeSummary[], older: ExchangeSummary[], filters: Filters): ExchangeSummary[] {
  const fits = passes(filters);
  const recent = live.filter(fits).reverse();
  const known = new Set(recent.map(({ id }) => id));
  return [...recent, ...older.filter((exchange) => !known.has(exchange.id) && fits(exchange))];
}

/** Number of exchanges that pass the filters and ended after the last one of an earlier state of the feed. */
function newerThan(before: ExchangeSummary[], now: ExchangeSummary[], filters: Filters): number {
  const last = now.findLastIndex(({ id }) => id === before.at(-1)?.id);
  return now.slice(last + 1).filter(passes(filters)).length;
}
