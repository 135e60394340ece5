import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../hub/types.generated.ts';
import { counted, partyName, roleName } from '../display-text.ts';
import { connectionsPath } from '../links-to-filtered-lists.ts';
import { usePage } from '../use-list-page.ts';
import { useText } from '../use-text-field.ts';
import { Trouble } from './notices.tsx';

/** Maximum number of partners that are offered at a time. */
const offered = 12;

/** Milliseconds after the user's last keystroke until the search begins. */
const pause = 150;

/** A partner that the user has picked: the party, and its connection. */
export interface Picked {
  party: string;
  connection: ConnectionView;
}

/** A party of a connection that can be picked. */
interface Option extends Picked {
  id: string;
}

/**
 * A field that finds one of any number of partners: the hub searches for the typed text in party and name. `picked` is
 * called with a partner that is chosen, and with `undefined` when the field is emptied; `typed` with every text.
 */
export function PartnerPicker(props: {
  label: string;
  name?: string;
  role?: ConnectionView['role'] | undefined;
  value?: string;
  placeholder?: string;
  required?: boolean;
  picked?: (one: Picked | undefined) => void;
  typed?: (text: string) => void;
}) {
  const { label, role, value = '', picked, typed } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const [text, setText] = useText(value, open);
  const [active, setActive] = useState(0);
  const timer = useRef(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  // A value that comes after the user has entered the field is selected as the one before was, else the words that the user
  // writes next would follow it.
  useLayoutEffect(() => {
    if (!open && document.activeElement === field.current) field.current?.select();
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const page = usePage<ConnectionView>(open ? connectionsPath({ q: search, role }) : null, 0, offered);
  const options = (page.rows ?? [])
    .filter(({ status }) => status !== 'UNREGISTERED')
    .flatMap(optionsOf(list));
  const take = (option: Option | undefined) => {
    setOpen(false);
    if (!option) return;
    setText(option.party);
    typed?.(option.party);
    picked?.(option);
  };
  // A party that is typed in full counts as chosen.
  const written = open && search === text.trim() && options.length === 1 ? options[0] : undefined;
  useEffect(() => {
    if (written?.party === search.toUpperCase()) take(written);
  }, [written?.id]);
  const write = (words: string) => {
    setText(words);
    setOpen(true);
    setActive(0);
    typed?.(words);
    if (words === '') picked?.(undefined);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSearch(words.trim()), pause);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive((active + step + options.length) % Math.max(1, options.length));
    } else if (event.key === 'Enter' && open && options.length > 0) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  const more = (page.total ?? 0) - (page.rows?.length ?? 0);
  return (
    <div class="picker">
      <label>
        {label}
        <input
          ref={field}
          type="text"
          name={props.name}
          role="combobox"
          autocomplete="off"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open ? options[active]?.id : undefined}
          required={props.required}
          value={text}
          placeholder={props.placeholder ?? 'Party or name'}
          onInput={(event) => write(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => setOpen(true)}
          onKeyDown={press}
          onBlur={() => setOpen(false)}
        />
      </label>
      <div class="choices" hidden={!open}>
        <ul id={list} role="listbox" aria-label={`${label}: choices`}>
          {options.map((option, index) => (
            <li
              key={option.id}
              id={option.id}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus: without it the list would close before the click arrives.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <span class="party">{option.party}</span> {option.connection.name},{' '}
              {roleName(option.connection.role)}
            </li>
          ))}
        </ul>
        <Trouble>{page.error}</Trouble>
        {page.rows && options.length === 0 && <p class="hint">No partner fits.</p>}
        {more > 0 && <p class="hint">{counted(more, 'more partner')}: write on.</p>}
      </div>
    </div>
  );
}

function optionsOf(list: string): (connection: ConnectionView) => Option[] {
  return (connection) =>
    connection.parties.map((id) => {
      const party = partyName(id);
      return { id: `${list}-${connection.id}-${party.replace('*', '-')}`, party, connection };
    });
}
