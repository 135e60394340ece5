import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | 'off' | 'info';

/** A state in one word; the shape before it has the same meaning as its colour. */
export function Chip(props: { tone: Tone; children: ComponentChildren; title?: string | undefined }) {
  return (
    <span class={`chip ${props.tone}`} title={props.title}>
      {props.children}
    </span>
  );
}
