import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds without a key until the search begins. */
const pause = 200;

/** A field whose text is searched for once the user pauses. */
export function Search(props: {
  label: string;
  value: string;
  placeholder: string;
  change: (text: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const timer = useRef(0);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <label class="search">
      {props.label}
      <input
        type="search"
        value={text}
        placeholder={props.placeholder}
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
