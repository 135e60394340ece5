import type { ConnectionView } from '../../../hub/types.generated.ts';

type Options = ConnectionView['options'];

const zones = Intl.supportedValuesOf('timeZone');

/** The facts of an operator that 2.1.1 does not tell and readers of 2.2.1 ask for; each is saved once it is written. */
export function OperatorFacts(props: { options: Options; busy: boolean; set: (change: Options) => void }) {
  const { options, busy, set } = props;
  return (
    <>
      <label>
        Tax on its prices
        <input
          value={options.tax_percent ?? ''}
          placeholder="percent, or none"
          disabled={busy}
          onChange={(event) => set({ tax_percent: taxOf(event.currentTarget.value) })}
        />
        <small>Providers of 2.2.1 get its Tariffs once it is told.</small>
      </label>
      <label>
        Time zone of its Locations
        <input
          list="zones"
          value={options.time_zone ?? ''}
          placeholder="Europe/Amsterdam"
          disabled={busy}
          onChange={(event) => set({ time_zone: event.currentTarget.value.trim() })}
        />
        <small>Where they tell none, in countries with several.</small>
        <datalist id="zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </label>
    </>
  );
}

/** The tax that a text says, in percent or in a word; the hub refuses any other word. */
function taxOf(text: string): Options['tax_percent'] {
  const plain = text.trim();
  const percent = Number(plain.replace('%', '').replace(',', '.'));
  return plain === '' || Number.isNaN(percent) ? (plain as 'none') : percent;
}
