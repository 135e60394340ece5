import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { clock, duration, outcome, shortUrl } from '../../display-text.ts';
import { zoneLabel } from '../../displayed-time-zone.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { linkTo } from '../../url-hash.ts';
import { nameOf, useNames } from '../../use-party-names.ts';

/** Height of a row in pixels, on a wide and on a narrow screen, the same as in `pages.css`. */
const heights = { desk: 34, phone: 56 };

/** The screen width up to which a row has two lines, the same as in `pages.css`. */
const phone = '(max-width: 40rem)';

/** A table of any length that renders only its visible rows. */
export function Rows(props: {
  exchanges: ExchangeSummary[];
  /** Called with whether the user reads: has scrolled down, points at a row or has reached one with the keyboard. */
  setReading: (reading: boolean) => void;
}) {
  const { exchanges } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, rows: 30, height: heights.desk });
  const { height } = view;
  const pointed = useRef(false);
  const look = () => {
    const element = box.current;
    if (!element) return;
    const tall = matchMedia(phone).matches ? heights.phone : heights.desk;
    setView({ top: element.scrollTop, rows: Math.ceil(element.clientHeight / tall) + 2, height: tall });
    tell();
  };
  const tell = () => {
    const element = box.current;
    const focused = element?.querySelector('tbody')?.contains(document.activeElement) ?? false;
    props.setReading(pointed.current || focused || (element?.scrollTop ?? 0) > 0);
  };
  useLayoutEffect(() => {
    // The box has no height as long as it is hidden, before the first exchange.
    const resized = new ResizeObserver(look);
    if (box.current) resized.observe(box.current);
    return () => resized.disconnect();
  }, []);
  const first = Math.max(0, Math.min(Math.floor(view.top / height), exchanges.length - view.rows));
  const seen = exchanges.slice(first, first + view.rows);
  const names = useNames(seen.map(({ connection }) => connection));
  const below = exchanges.length - first - seen.length;
  const point = (now: boolean) => (event: PointerEvent) => {
    // Only a mouse keeps pointing at a row: a finger that has left the screen points at nothing.
    pointed.current = now && event.pointerType === 'mouse';
    tell();
  };
  return (
    <div
      ref={box}
      class="scroller"
      hidden={exchanges.length === 0}
      tabIndex={0}
      role="region"
      aria-label="Exchanges, newest first"
      onScroll={look}
      onFocusIn={tell}
      onFocusOut={() => setTimeout(tell)}
      onPointerEnter={point(true)}
      onPointerLeave={point(false)}
    >
      <table class="exchanges" aria-rowcount={exchanges.length + 1}>
        <thead>
          <tr>
            <th scope="col">Time, {zoneLabel()}</th>
            <th scope="col">Partner</th>
            <th scope="col">Request</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap pixels={first * height} />
          {seen.map((exchange, index) => (
            <Row key={exchange.id} exchange={exchange} names={names} index={first + index + 2} />
          ))}
          <Gap pixels={below * height} />
        </tbody>
      </table>
    </div>
  );
}

function Gap({ pixels }: { pixels: number }) {
  return pixels > 0 ? (
    <tr aria-hidden="true" style={{ height: `${pixels}px` }}>
      <td colSpan={5} />
    </tr>
  ) : null;
}

function Row(props: { exchange: ExchangeSummary; names: Map<string, string>; index: number }) {
  const { exchange, names, index } = props;
  const { id, time, direction, connection, method, url, duration_ms, findings } = exchange;
  const link = linkTo(['traffic', id]);
  return (
    <tr aria-rowindex={index} class="row" onClick={() => (location.hash = link)}>
      <td class="time">{clock(time)}</td>
      <td class="partner">
        <span class={`arrow ${direction}`}>{direction === 'IN' ? 'from' : 'to'}</span>{' '}
        {nameOf(names, connection)}
      </td>
      <td class="request">
        <a href={link} title={url}>
          <b>{method}</b> {shortUrl(url)}
        </a>
      </td>
      <td class={isProblem(exchange) ? 'outcome failed' : 'outcome'}>
        {outcome(exchange)}
        {findings.length > 0 && (
          <span class="count" title="Deviations from OCPI 2.1.1-d2">
            {findings.length} ⚑<span class="sr"> findings</span>
          </span>
        )}
      </td>
      <td class="number">{duration(duration_ms)}</td>
    </tr>
  );
}
