import type { ComponentChildren } from 'preact';

/** An error message, which screen readers announce. */
export function Trouble({ children }: { children: ComponentChildren }) {
  return children ? (
    <p role="alert" class="error">
      {children}
    </p>
  ) : null;
}

/** A placeholder for an empty list: the reason, and the next step. */
export function Empty(props: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{props.title}</strong>
      <div>{props.children}</div>
    </div>
  );
}

/** A placeholder while data is loading. */
export function Waiting() {
  return <p class="hint">Loading …</p>;
}
