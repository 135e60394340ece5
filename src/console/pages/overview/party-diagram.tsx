import type { ComponentChildren } from 'preact';

/** Height of a party in the diagram with the space below it, in pixels, the same as in `pages.css`. */
const step = 68;

/** A market party as the diagram draws it. */
export interface DiagramNode {
  name: string;
  title?: string | undefined;
  link: string;
  state: ComponentChildren;
}

/** A line of the diagram between a party on the left and one on the right, by their positions. */
export interface DiagramLine {
  from: number;
  to: number;
  inForce: boolean;
}

/**
 * A diagram of parties on the left and on the right, with the agreements between them as lines; `label` describes it in
 * words.
 */
export function Diagram(props: {
  left: [title: string, nodes: DiagramNode[]];
  right: [title: string, nodes: DiagramNode[]];
  lines: DiagramLine[];
  label: string;
}) {
  const { left, right, lines, label } = props;
  const height = Math.max(left[1].length, right[1].length, 1) * step - 8;
  return (
    <div class="market">
      <Side title={left[0]} nodes={left[1]} />
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        style={{ height: `${height}px` }}
        role="img"
        aria-label={label}
      >
        {lines.map(({ from, to, inForce }) => {
          const [start, end] = [middle(from), middle(to)];
          return (
            <path
              key={`${from} ${to}`}
              class={inForce ? 'in-force' : 'not-in-force'}
              d={`M0 ${start} C50 ${start} 50 ${end} 100 ${end}`}
            />
          );
        })}
      </svg>
      <Side title={right[0]} nodes={right[1]} />
    </div>
  );
}

function Side({ title, nodes }: { title: string; nodes: DiagramNode[] }) {
  return (
    <div class="side">
      <h3>{title}</h3>
      <ul class="plain">
        {nodes.map(({ name, title: words, link, state }) => (
          <li key={name} class="node">
            <a class="party" href={link} title={words}>
              {name}
            </a>
            {state}
          </li>
        ))}
      </ul>
      {nodes.length === 0 && <p class="hint">none yet</p>}
    </div>
  );
}

function middle(index: number): number {
  return index * step + (step - 8) / 2;
}
