import type { AgreementView, ConnectionView, PartyReference } from '../../../hub/types.generated.ts';
import { ConnectionStatus, DeliveryState } from '../../parts/states.tsx';
import { linkTo } from '../../place.ts';
import { partyName } from '../../words.ts';

/** Height of a party with the space below it, in pixels, the same as in `pages.css`. */
const step = 68;

/** A diagram of operators on the left, providers on the right, and the agreements between them. */
export function Market(props: { connections: ConnectionView[]; agreements: AgreementView[] }) {
  const present = props.connections.filter(({ status }) => status !== 'UNREGISTERED');
  const cpos = present.filter(({ role }) => role === 'CPO');
  const emsps = present.filter(({ role }) => role === 'EMSP');
  const lines = props.agreements.flatMap((agreement) => {
    const from = indexOf(cpos, agreement.cpo);
    const to = indexOf(emsps, agreement.emsp);
    return from < 0 || to < 0 || agreement.status === 'TERMINATED' ? [] : [{ agreement, from, to }];
  });
  const height = Math.max(cpos.length, emsps.length, 1) * step - 8;
  return (
    <div class="market">
      <Side title="Operators" connections={cpos} />
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        style={{ height: `${height}px` }}
        role="img"
        aria-label={described(lines.map(({ agreement }) => agreement))}
      >
        {lines.map(({ agreement, from, to }) => {
          const [start, end] = [middle(from), middle(to)];
          return (
            <path
              key={agreement.id}
              class={agreement.in_force ? 'in-force' : 'not-in-force'}
              d={`M0 ${start} C50 ${start} 50 ${end} 100 ${end}`}
            />
          );
        })}
      </svg>
      <Side title="Providers" connections={emsps} />
    </div>
  );
}

function Side({ title, connections }: { title: string; connections: ConnectionView[] }) {
  return (
    <div class="side">
      <h3>{title}</h3>
      <ul class="plain">
        {connections.map((one) => (
          <li key={one.id} class="node">
            <a class="party" href={linkTo(['connections', one.id])} title={one.name}>
              {partyName(one)}
            </a>
            {one.status === 'REGISTERED' ? (
              <DeliveryState state={one.delivery.state} />
            ) : (
              <ConnectionStatus status={one.status} />
            )}
          </li>
        ))}
      </ul>
      {connections.length === 0 && <p class="hint">none yet</p>}
    </div>
  );
}

function indexOf(connections: ConnectionView[], party: PartyReference): number {
  return connections.findIndex(({ parties }) => parties.some((one) => partyName(one) === partyName(party)));
}

function middle(index: number): number {
  return index * step + (step - 8) / 2;
}

function described(agreements: AgreementView[]): string {
  if (agreements.length === 0) return 'No agreements';
  return agreements
    .map(
      ({ cpo, emsp, in_force }) =>
        `${partyName(cpo)} and ${partyName(emsp)}${in_force ? '' : ' (not in force)'}`,
    )
    .join(', ');
}
