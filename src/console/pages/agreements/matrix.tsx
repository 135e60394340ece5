import type { AgreementView, PartyReference } from '../../../hub/types.generated.ts';
import { agreementState } from '../../parts/states.tsx';
import { partyName } from '../../words.ts';
import type { Pair } from './pair.ts';

/** A grid of operators and providers; each cell opens its agreement, or makes one. */
export function Matrix(props: {
  cpos: PartyReference[];
  emsps: PartyReference[];
  agreements: AgreementView[];
  open: (pair: Pair) => void;
}) {
  const { cpos, emsps, agreements, open } = props;
  // The newest agreement of a pair counts: an older one has ended.
  const byPair = new Map(agreements.map((one) => [`${partyName(one.cpo)} ${partyName(one.emsp)}`, one]));
  return (
    <div class="table-box card" tabIndex={0} role="region" aria-label="Matrix of agreements">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Operator \ provider</th>
            {emsps.map((emsp) => (
              <th key={partyName(emsp)} scope="col">
                <span class="party">{partyName(emsp)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cpos.map((cpo) => (
            <tr key={partyName(cpo)}>
              <th scope="row">
                <span class="party">{partyName(cpo)}</span>
              </th>
              {emsps.map((emsp) => {
                const agreement = byPair.get(`${partyName(cpo)} ${partyName(emsp)}`);
                const [tone, word] = agreement ? agreementState(agreement) : (['', 'None'] as const);
                return (
                  <td key={partyName(emsp)}>
                    <button
                      type="button"
                      class={agreement ? `chip ${tone}` : 'quiet none'}
                      aria-label={`${partyName(cpo)} and ${partyName(emsp)}: ${word}`}
                      onClick={() => open({ cpo, emsp, agreement })}
                    >
                      {word}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
