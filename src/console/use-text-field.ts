import { useState } from 'preact/hooks';

/**
 * The text of a field, and a function that sets it: the text last written, or a value that the field was given later. A
 * value that comes while `isWriting` does not replace the text, nor does one that differs in outer spaces alone.
 */
export function useText(value: string, isWriting: boolean): [text: string, write: (text: string) => void] {
  const [known, setKnown] = useState({ value, text: value });
  const isKept = known.value === value || isWriting || known.text.trim() === value;
  const text = isKept ? known.text : value;
  if (known.value !== value) setKnown({ value, text });
  return [text, (words) => setKnown({ value, text: words })];
}
