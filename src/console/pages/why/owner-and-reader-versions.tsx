import type { SeenObject } from '../../../hub/types.generated.ts';
import { Json } from '../../parts/json-view.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';

/**
 * An object as its owner wrote it beside the one that a reader of another version gets, with the list of changes; shows
 * nothing where both speak one version.
 */
export function Seen({ question }: { question: Record<string, string> }) {
  const { data } = useAsk<SeenObject>(`/admin/see?${new URLSearchParams(question).toString()}`, 3000);
  if (!data || data.owner.version === data.reader.version) return null;
  const { owner, reader, lost, invented, notes, held } = data;
  const ledger: [string, string[]][] = [
    ['Held', held === null ? [] : [held]],
    ['Lost', lost],
    ['Made up', invented],
    ['Notes', notes],
  ];
  const filled = ledger.filter(([, all]) => all.length > 0);
  return (
    <section class="card" aria-labelledby="seen">
      <h2 id="seen">
        {owner.party} in {owner.version}, {reader.party} in {reader.version}
      </h2>
      <dl aria-label="Ledger">
        {filled.map(([name, all]) => (
          <>
            <dt>{name}</dt>
            {all.map((one) => (
              <dd key={one}>{name === 'Lost' || name === 'Made up' ? <code>{one}</code> : one}</dd>
            ))}
          </>
        ))}
      </dl>
      {filled.length === 0 && <p class="hint">Nothing is lost, made up or held.</p>}
      <h3>As {owner.party} wrote it</h3>
      <Json value={owner.object} label={`As ${owner.party} wrote it`} changed={new Set(lost)} />
      <h3>As {reader.party} gets it</h3>
      {reader.object === null ? (
        <p class="hint">It gets nothing.</p>
      ) : (
        <Json value={reader.object} label={`As ${reader.party} gets it`} changed={new Set(invented)} />
      )}
    </section>
  );
}
