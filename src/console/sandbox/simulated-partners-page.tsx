import { useState } from 'preact/hooks';
import type { ObjectPage } from '../../hub/types.generated.ts';
import { ConnectionStatus } from '../parts/connection-state-chips.tsx';
import { Trouble } from '../parts/notices.tsx';
import { Table } from '../parts/table.tsx';
import { useAct } from '../parts/use-action.tsx';
import type { PageProps } from './page-props.ts';
import { askWorkspace, useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/**
 * The page about the simulated partners of a workspace, and what the one in the other role can do: a car at its charge
 * point, or a driver of its own.
 */
export function Market(props: PageProps) {
  const { workspace } = props;
  return (
    <section class="card" aria-labelledby="market">
      <h2 id="market">3. Exchange something</h2>
      <p>
        You have an agreement with the simulated {workspace.role === 'CPO' ? 'provider' : 'operator'}. The
        other one, of your own role, shows how it is done: its exchanges stand beside yours.
      </p>
      <Table label="The market" columns={['Party', 'Name', 'State']}>
        {workspace.stand_ins.map(({ id, party, name, status }) => (
          <tr key={id}>
            <td class="party">{party}</td>
            <td>{name}</td>
            <td>
              <ConnectionStatus status={status} />
            </td>
          </tr>
        ))}
      </Table>
      {workspace.status === 'REGISTERED' &&
        (workspace.role === 'CPO' ? (
          <Command {...props} />
        ) : (
          <>
            <Car {...props} />
            <App {...props} />
          </>
        ))}
    </section>
  );
}

/** A button by which a driver of the simulated provider starts a session at a charge point of the partner. */
function Command({ workspace, place }: PageProps) {
  const locations = useOwn({ workspace, place }, 'locations');
  const [told, setTold] = useState('');
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const body = {
      command: 'START_SESSION',
      token_uid: 'APP-1',
      location_id: String(fields.get('location')),
      to: workspace.party,
    };
    const path = '/stand-ins/provider/control/commands';
    void act.run(async () => {
      const given = await askWorkspace<{ answer: { result: string | null; status_message: string } | null }>(
        place.key,
        'POST',
        path,
        body,
      );
      setTold(given.answer?.result ?? given.answer?.status_message ?? 'no answer');
    });
  };
  return (
    <form class="fields" onSubmit={submit}>
      <Choice
        label="A driver starts a session at your Location"
        name="location"
        ids={locations}
        none="Push a Location first"
      />
      <Deed act={act} told={told && `You answered ${told}`} place={place} ready={locations.length > 0}>
        Start a session
      </Deed>
    </form>
  );
}

/** A button by which a car of the partner's driver comes to the simulated operator. */
function Car({ workspace, place }: PageProps) {
  const tokens = useOwn({ workspace, place }, 'tokens');
  const [told, setTold] = useState('');
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const body = { token_uid: String(fields.get('token')), kwh: 5, speed: 600 };
    void act.run(async () => {
      setTold('');
      const come = await askWorkspace<{ id: string; auth_method: string }>(
        place.key,
        'POST',
        '/stand-ins/operator/control/sessions',
        body,
      );
      setTold(`Session ${come.id} has begun (${come.auth_method})`);
    });
  };
  return (
    <form class="fields" onSubmit={submit}>
      <Choice label="A car comes with your Token" name="token" ids={tokens} none="Push a Token first" />
      <Deed act={act} told={told} place={place} ready={tokens.length > 0}>
        Let it charge
      </Deed>
    </form>
  );
}

/** Names the charge point of the simulated operator at which a driver of the partner can start by app. */
function App({ workspace, place }: PageProps) {
  const operator = workspace.stand_ins.find(({ role }) => role === 'CPO')?.party ?? '';
  const free = freePlace(useObjects(place, operator, 'locations'));
  return (
    <p class="hint">
      Or let a driver start in your app: POST START_SESSION to the commands of the hub
      {free && (
        <>
          {' '}
          with location_id <code>{free.location}</code> and evse_uid <code>{free.evse}</code>
        </>
      )}
      . The operator answers, and sends the result to your response_url.
    </p>
  );
}

/** Ids of the partner's own objects that the workspace's hub has. */
function useOwn({ workspace, place }: Pick<PageProps, 'workspace' | 'place'>, module: string): string[] {
  return useObjects(place, workspace.party, module).map(({ uid, id }) => String(uid ?? id));
}

/** The fields of an object that this page reads. */
interface Shown {
  id?: string;
  uid?: string;
  evses?: { uid: string; status: string; capabilities?: string[] }[];
}

/**
 * A free EVSE at which an app can start: the last one, since cars come to the first. EVSEs that are not named after
 * their Location have an oddity, such as a CDR that never comes.
 */
function freePlace(locations: Shown[]): { location: string; evse: string } | undefined {
  return locations
    .flatMap(({ id: location = '', evses = [] }) => evses.map((evse) => ({ location, evse })))
    .filter(({ location, evse }) => evse.uid.startsWith(`${location.replace('LOC', 'EVSE')}-`))
    .filter(({ evse: { capabilities = [] } }) => capabilities.includes('REMOTE_START_STOP_CAPABLE'))
    .filter(({ evse: { status } }) => status === 'AVAILABLE')
    .map(({ location, evse: { uid } }) => ({ location, evse: uid }))
    .at(-1);
}

/** Objects of a party that the workspace's hub has. */
function useObjects(place: PageProps['place'], party: string, module: string): Shown[] {
  const [country_code = '', party_id = ''] = party.split('*');
  const query = new URLSearchParams({ country_code, party_id, limit: '100' });
  const { data } = useWorkspace<ObjectPage>(place.key, `/objects/${module}?${query}`, 5000);
  return (data?.objects ?? []).map(({ object }) => object as Shown);
}

function Choice(props: { label: string; name: string; ids: string[]; none: string }) {
  return (
    <label class="wide">
      {props.label}
      <select name={props.name} disabled={props.ids.length === 0}>
        {props.ids.length === 0 && <option>{props.none}</option>}
        {props.ids.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}

function Deed(props: {
  act: ReturnType<typeof useAct>;
  told: string;
  place: PageProps['place'];
  ready: boolean;
  children: string;
}) {
  const { act, told, place, ready, children } = props;
  return (
    <div class="wide stack">
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy || !ready}>
          {children}
        </button>
      </div>
      <Trouble>{act.error}</Trouble>
      {told && (
        <p role="status" class="success">
          {told}. <a href={linkIn(place.key, 'exchanges')}>See what followed</a>
        </p>
      )}
    </div>
  );
}
