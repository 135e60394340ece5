import type { PageOf } from '../use-page.ts';
import { counted } from '../words.ts';

/** The foot of a list: how much there is, and the way to more. Shows nothing for a list that is on one page. */
export function Pager(props: { page: PageOf<unknown>; one: string; many?: string }) {
  const { rows, total, next, first } = props.page;
  if (!rows || (!next && !first)) return null;
  const count = total === undefined ? '' : ` of ${counted(total, props.one, props.many)}`;
  return (
    <div class="actions pager">
      <button type="button" disabled={!first} onClick={first}>
        First
      </button>
      <button type="button" disabled={!next} onClick={next}>
        Next
      </button>
      <span class="hint" role="status">
        {rows.length.toLocaleString()}
        {count}
      </span>
    </div>
  );
}
