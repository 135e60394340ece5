import { useLayoutEffect, useRef } from 'preact/hooks';
import { counted } from '../display-text.ts';
import type { PageOf } from '../use-list-page.ts';

/**
 * The foot of a list: the part of the list that is shown, and buttons to the other pages. Shows nothing for a list of
 * one page.
 */
export function Pager(props: { page: PageOf<unknown>; one: string; many?: string }) {
  const { rows, total, before, next, previous, first } = props.page;
  const foot = useRef<HTMLDivElement>(null);
  const shown = useRef(before);
  useLayoutEffect(() => {
    if (shown.current === before) return;
    shown.current = before;
    // After turning a page the user reads it from its top, and the focus stays at the button.
    const list = foot.current?.previousElementSibling;
    if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView();
  }, [before]);
  if (!rows || (!next && !first)) return null;
  const range = `${(before + 1).toLocaleString()} to ${(before + rows.length).toLocaleString()}`;
  return (
    <div ref={foot} class="actions pager">
      <button type="button" disabled={!first} onClick={first}>
        First
      </button>
      <button type="button" disabled={!previous} onClick={previous}>
        Previous
      </button>
      <button type="button" disabled={!next} onClick={next}>
        Next
      </button>
      <span class="hint" role="status">
        {range}
        {total === undefined ? '' : ` of ${counted(total, props.one, props.many)}`}
      </span>
    </div>
  );
}
