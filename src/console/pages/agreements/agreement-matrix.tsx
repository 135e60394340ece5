import type { AgreementView, ConnectionView, PartyReference } from '../../../hub/types.generated.ts';
import { partyName } from '../../display-text.ts';
import { agreementState } from '../../parts/connection-state-chips.tsx';
import type { Pair } from './agreement-pair-type.ts';

/** Maximum number of operators, and of providers, that a matrix shows: nobody reads more cells. */
const readable = 12;

/** The operators and providers that a matrix shows. */
interface Parties {
  cpos: PartyReference[];
  emsps: PartyReference[];
}

/** Whether a matrix has parties, and few enough to be read. */
export function isReadable({ cpos, emsps }: Parties): boolean {
  return [cpos, emsps].every(({ length }) => length > 0 && length <= readable);
}

/** The operators and providers of the market: those of connections, and those of agreements without a connection. */
export function partiesOf(connections: ConnectionView[], agreements: AgreementView[]): Parties {
  const of = (role: 'CPO' | 'EMSP') => {
    const connected = connections
      .filter((one) => one.role === role && one.status !== 'UNREGISTERED')
      .flatMap(({ parties }) => parties);
    const agreed = agreements.map(({ cpo, emsp }) => (role === 'CPO' ? cpo : emsp));
    const byName = new Map([...connected, ...agreed].map((party) => [partyName(party), party]));
    return [...byName.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, party]) => party);
  };
  return { cpos: of('CPO'), emsps: of('EMSP') };
}

/** A grid of operators and providers; each cell opens the agreement of a pair, or makes one. */
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
    <div class="table-box card wide-only" tabIndex={0} role="region" aria-label="Matrix of agreements">
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
