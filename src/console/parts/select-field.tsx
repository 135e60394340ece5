/** A choice: its value, and the words for it. */
export type Choice = readonly [value: string, words: string];

/** A field with few choices. */
export function Select(props: {
  label: string;
  value: string;
  choices: readonly Choice[];
  change: (value: string) => void;
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
        {props.choices.map(([value, words]) => (
          <option key={value} value={value} selected={value === props.value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
