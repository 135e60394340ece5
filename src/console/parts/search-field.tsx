import { useEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../use-text-field.ts';

/** Milliseconds after the user's last keystroke until the search begins. */
const pause = 200;

/** A field whose text is searched for once the user pauses. */
export function Search(props: {
  label: string;
  value: string;
  placeholder: string;
  change: (text: string) => void;
}) {
  const [hasFocus, setFocus] = useState(false);
  const [text, setText] = useText(props.value, hasFocus);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <label class="search">
      {props.label}
      <input
        type="search"
        value={text}
        placeholder={props.placeholder}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          clearTimeout(timer.current);
          timer.current = window.setTimeout(() => props.change(typed.trim()), pause);
        }}
      />
    </label>
  );
}
