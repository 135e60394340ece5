import type { ComponentChildren } from 'preact';

/**
 * The heading of a column: a text, `number` for a column of numbers, which are aligned right, or `unseen` for one of
 * buttons, whose heading only screen readers read.
 */
export type Column = string | { number: string } | { unseen: string };

/**
 * A table in a scrolling box of its own, which has `label` as its name for screen readers; the rows are its children. On a
 * phone each row is a block, in which a cell that needs its heading has it as `data-label`.
 */
export function Table(props: {
  label: string;
  columns: Column[];
  box?: 'card' | 'long';
  children: ComponentChildren;
}) {
  const { label, columns, box, children } = props;
  return (
    <div class={box ? `table-box ${box}` : 'table-box'} tabIndex={0} role="region" aria-label={label}>
      <table class="stacked">
        <thead>
          <tr>{columns.map(heading)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function heading(column: Column) {
  if (typeof column === 'string')
    return (
      <th key={column} scope="col">
        {column}
      </th>
    );
  if ('number' in column)
    return (
      <th key={column.number} scope="col" class="number">
        {column.number}
      </th>
    );
  return (
    <th key={column.unseen} scope="col">
      <span class="sr">{column.unseen}</span>
    </th>
  );
}
