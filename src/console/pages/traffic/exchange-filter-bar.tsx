import type { ConnectionView } from '../../../hub/types.generated.ts';
import { partyName } from '../../display-text.ts';
import { PartnerPicker } from '../../parts/partner-picker.tsx';
import { type Choice, Select } from '../../parts/select-field.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';
import type { Filters } from './exchange-filters.ts';

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
export function FilterBar(props: { filters: Filters; change: (change: Partial<Filters>) => void }) {
  const { filters, change } = props;
  const { data } = useAsk<ConnectionView>(
    filters.connection ? `/admin/connections/${encodeURIComponent(filters.connection)}` : null,
  );
  return (
    <form class="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <PartnerPicker
        label="Partner"
        placeholder="All partners"
        value={data ? partyName(data) : ''}
        picked={(one) => change({ connection: one?.connection.id ?? '' })}
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
      {filters.correlation_id && (
        <button type="button" class="only" onClick={() => change({ correlation_id: '' })}>
          Only correlation {filters.correlation_id.slice(0, 8)}: show all
        </button>
      )}
    </form>
  );
}
