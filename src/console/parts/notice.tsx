import type { ComponentChildren } from 'preact';

/** What went wrong, read aloud when it appears. */
export function Trouble({ children }: { children: ComponentChildren }) {
  return children ? (
    <p role="alert" class="error">
      {children}
    </p>
  ) : null;
}

/** Where there is nothing yet: why, and what to do next. */
export function Empty(props: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{props.title}</strong>
      <div>{props.children}</div>
    </div>
  );
}

/** While nothing is known yet. */
export function Waiting() {
  return <p class="hint">Loading …</p>;
}
