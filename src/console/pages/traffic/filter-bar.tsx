import type { ConnectionView } from '../../../hub/types.generated.ts';
import { partyName } from '../../words.ts';
import type { Filters } from './filters.ts';

const modules = [
  'locations',
  'tariffs',
  'tokens',
  'sessions',
  'cdrs',
  'commands',
  'chargingprofiles',
  'credentials',
  'versions',
];

/** The filters of the list of exchanges. */
export function FilterBar(props: {
  filters: Filters;
  connections: ConnectionView[];
  change: (change: Partial<Filters>) => void;
}) {
  const { filters, connections, change } = props;
  const partners = connections.map((one): Choice => [one.id, `${partyName(one)} · ${one.name}`]);
  return (
    <form class="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Partner"
        value={filters.connection}
        choices={[['', 'All partners'], ...partners]}
        change={(connection) => change({ connection })}
      />
      <Select
        label="Direction"
        value={filters.direction}
        choices={[
          ['', 'In and out'],
          ['IN', 'In'],
          ['OUT', 'Out'],
        ]}
        change={(direction) => change({ direction })}
      />
      <Select
        label="Module"
        value={filters.module}
        choices={[['', 'All modules'], ...modules.map((name): Choice => [name, name])]}
        change={(module) => change({ module })}
      />
      <Select
        label="Outcome"
        value={filters.outcome}
        choices={[
          ['', 'Any outcome'],
          ['problems', 'Failed'],
          ['findings', 'With findings'],
        ]}
        change={(outcome) => change({ outcome })}
      />
      <label>
        Text
        <input
          type="search"
          value={filters.text}
          placeholder="URL, id or party"
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
    </form>
  );
}

type Choice = [value: string, words: string];

function Select(props: { label: string; value: string; choices: Choice[]; change: (value: string) => void }) {
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
