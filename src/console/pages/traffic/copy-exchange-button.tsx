import { useState } from 'preact/hooks';
import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { asCurl } from '../../../repeat/exchange-as-curl.ts';
import { featureOf } from '../../../repeat/exchange-as-feature.ts';
import { ask } from '../../call-admin-api.ts';
import { Copyable } from '../../parts/copyable-text.tsx';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';

/** The forms in which an exchange can be copied to the clipboard. */
const forms: [name: string, title: string, make: (exchange: ExchangeDetail) => string | Promise<string>][] = [
  ['JSON', 'As JSON', (exchange) => JSON.stringify(exchange, undefined, 2)],
  ['the curl command', 'As curl', asCurl],
  ['the feature', 'As feature', (exchange) => featureOf(read, exchange)],
];

function read<T>(path: string): Promise<T> {
  return ask<T>('GET', `/admin${path}`);
}

/**
 * Buttons that copy an exchange: as JSON, as a curl command, as a scenario that repeats it. The copied text is shown.
 */
export function TakeAlong({ exchange }: { exchange: ExchangeDetail }) {
  const [made, setMade] = useState<{ name: string; text: string }>();
  const act = useAct();
  const take = (name: string, make: (typeof forms)[number][2]) =>
    void act.run(async () => {
      const text = await make(exchange);
      setMade({ name, text });
      // Browsers offer a clipboard on secure pages only; the text is shown in any case.
      if ('clipboard' in navigator) await navigator.clipboard.writeText(text).catch(() => undefined);
    });
  return (
    <>
      <div class="actions">
        {forms.map(([name, title, make]) => (
          <button key={name} type="button" disabled={act.busy} onClick={() => take(name, make)}>
            {title}
          </button>
        ))}
      </div>
      <Trouble>{act.error}</Trouble>
      {made && <Copyable key={made.name} text={made.text} label={made.name} />}
    </>
  );
}
