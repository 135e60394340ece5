import { useMemo, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { useFeed } from '../../feed.ts';
import { Empty } from '../../parts/notice.tsx';
import { type Place, replaceQuery } from '../../place.ts';
import { useAsk } from '../../use-ask.ts';
import { counted } from '../../words.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, filtersOf, passes, traceOf } from './filters.ts';
import { Rows } from './rows.tsx';

/** The live list of exchanges, newest first. It does not move while the user reads, points at it or has paused it. */
export function TrafficList({ place }: { place: Place }) {
  const feed = useFeed();
  const filters = filtersOf(place.query);
  const { data: older } = useAsk<ExchangeSummary[]>(traceOf(filters));
  const [paused, setPaused] = useState(false);
  const [reading, setReading] = useState(false);
  const held = useRef<ExchangeSummary[] | undefined>(undefined);
  const key = JSON.stringify(filters);
  const keyHeld = useRef(key);
  const still = paused || reading;
  const now = useMemo(() => matching(feed.exchanges, older ?? [], filters), [feed, older, key]);
  if (!still || keyHeld.current !== key) held.current = undefined;
  keyHeld.current = key;
  if (still) held.current ??= now;
  const shown = held.current ?? now;
  return (
    <div class="traffic">
      <div class="page-head">
        <h1 tabIndex={-1}>Traffic</h1>
        <p class="live-note" aria-live="off">
          {counted(now.length, 'exchange')}
          {still && ` · held${paused ? '' : ' while you read'}, ${newer(now, shown)} newer`}
        </p>
        <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Resume' : 'Pause'}
        </button>
      </div>
      <FilterBar filters={filters} change={(change) => replaceQuery(place, { ...filters, ...change })} />
      {shown.length === 0 ? <NothingYet filtered={traceOf(filters) !== null} /> : null}
      <Rows exchanges={shown} setReading={setReading} />
    </div>
  );
}

function NothingYet({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty title="Nothing fits these filters">
      The newest 1,000 requests of the trace were looked at; others that fit will appear here as they happen.
    </Empty>
  ) : (
    <Empty title="No requests yet">
      What partners and the hub say to each other appears here as it happens. Begin by{' '}
      <a href="#/connections/new">connecting a partner</a>.
    </Empty>
  );
}

/** The exchanges that pass the filters, newest first: those of the feed, and earlier ones of the trace. */
function matching(live: ExchangeSummary[], older: ExchangeSummary[], filters: Filters): ExchangeSummary[] {
  const fits = passes(filters);
  const recent = live.filter(fits).reverse();
  const known = new Set(recent.map(({ id }) => id));
  return [...recent, ...older.filter((exchange) => !known.has(exchange.id) && fits(exchange))];
}

function newer(now: ExchangeSummary[], shown: ExchangeSummary[]): number {
  const first = shown[0]?.id;
  const at = now.findIndex(({ id }) => id === first);
  return at < 0 ? now.length : at;
}
