import { useState } from 'preact/hooks';

/** A text with a button that copies it. */
export function Copyable(props: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
  };
  return (
    <div class="copyable">
      {/* The element is focusable, so that the keyboard can scroll a long line. */}
      <pre tabIndex={0} role="region" aria-label={props.label}>
        {props.text}
      </pre>
      {/* Browsers offer a clipboard on secure pages only. */}
      {'clipboard' in navigator && (
        <button type="button" onClick={() => void copy()} aria-label={`Copy ${props.label}`}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      )}
    </div>
  );
}
