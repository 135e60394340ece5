import { useState } from 'preact/hooks';
import type { WorkspaceCreated } from '../../hub/types.generated.ts';
import { ago, dateTime } from '../display-text.ts';
import { ConnectionStatus } from '../parts/connection-state-chips.tsx';
import { Copyable } from '../parts/copyable-text.tsx';
import { Trouble } from '../parts/notices.tsx';
import { Chip } from '../parts/state-chip.tsx';
import { useAct } from '../parts/use-action.tsx';
import type { PageProps } from './page-props.ts';
import { rememberedToken, rememberToken } from './remember-token-a.ts';
import { askWorkspace } from './sandbox-api.ts';
import { Market } from './simulated-partners-page.tsx';
import { linkIn } from './url-hash.ts';

/** The first page of a workspace: its address, the handshake, and something to exchange. */
export function Start(props: PageProps) {
  const { workspace, place } = props;
  return (
    <>
      <h1 tabIndex={-1}>{workspace.name}</h1>
      <p class="lead">
        You are {workspace.role === 'CPO' ? 'the operator' : 'the provider'} <b>{workspace.party}</b> of a
        market of three. Keep the address of this page: it is the only key to the workspace.
      </p>
      {workspace.full && (
        <Trouble>This workspace holds as much as it may and takes nothing more. Reset it below.</Trouble>
      )}
      <Address {...props} />
      <Registration {...props} />
      <Market {...props} />
      <p>
        <a href={linkIn(place.key, 'checklist')}>How far you are</a>
      </p>
      <End {...props} />
    </>
  );
}

function Address({ workspace, place, again }: PageProps) {
  const { callback } = workspace;
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const versions_url = String(fields.get('versions_url') ?? '').trim();
    void act.run(() => askWorkspace(place.key, 'POST', '/callback', { versions_url })).then(again);
  };
  return (
    <section class="card" aria-labelledby="address">
      <h2 id="address">1. Your address</h2>
      <p>During the handshake the hub calls your versions endpoint. Try now whether it can.</p>
      <form class="fields" onSubmit={submit}>
        <label class="wide">
          Your versions URL
          <input
            key={callback?.versions_url}
            name="versions_url"
            type="url"
            required
            maxLength={255}
            defaultValue={callback?.versions_url ?? ''}
            placeholder="https://you.example/ocpi/versions"
          />
        </label>
        <div class="actions">
          <button type="submit" disabled={act.busy}>
            {act.busy ? 'Trying …' : 'Try it'}
          </button>
        </div>
      </form>
      <Trouble>{act.error}</Trouble>
      {callback && (
        <p role="status">
          <Chip tone={callback.ready ? 'good' : callback.reachable ? 'warn' : 'bad'}>
            {callback.reachable ? 'Reachable' : 'Not reachable'}
          </Chip>{' '}
          {callback.words}.{' '}
          <span class="hint" title={dateTime(callback.tried)}>
            Tried {ago(callback.tried)}
          </span>
        </p>
      )}
    </section>
  );
}

function Registration({ workspace, place, again }: PageProps) {
  const { id, status, hub_versions_url, party, role } = workspace;
  const [token, setToken] = useState(rememberedToken(id));
  const act = useAct();
  const invite = () =>
    act.run(async () => {
      const made = await askWorkspace<WorkspaceCreated>(place.key, 'POST', '/invite');
      rememberToken(id, made.token);
      setToken(made.token);
      again();
    });
  const isOpen = status === 'PENDING' || status === 'UNREGISTERED';
  const side = role === 'CPO' ? 'cpo' : 'emsp';
  return (
    <section class="card" aria-labelledby="registration">
      <div class="section-head">
        <h2 id="registration">2. Register</h2>
        <ConnectionStatus status={status} />
      </div>
      <dl class="facts">
        <dt>Your party</dt>
        <dd>{party}</dd>
      </dl>
      <h3>The hub's versions URL</h3>
      <Copyable text={hub_versions_url} label="versions URL" />
      {isOpen && (
        <>
          <h3>TOKEN_A</h3>
          {token && status === 'PENDING' ? (
            <Copyable text={token} label="TOKEN_A" />
          ) : (
            <p class="hint">It is shown once, in the tab that asked for it.</p>
          )}
          <div class="actions">
            <button type="button" disabled={act.busy} onClick={() => void invite()}>
              Make a new TOKEN_A
            </button>
          </div>
          <Trouble>{act.error}</Trouble>
          <p class="hint">
            GET the versions with it, then the details of 2.1.1, then POST your Credentials. It ends with the
            handshake; the tokens of the Credentials follow it.
          </p>
          {token && status === 'PENDING' && (
            <details>
              <summary>No system at hand? Let a simulator be yours</summary>
              <Copyable
                label="command of a simulator"
                text={`npx ocpi-hub simulate ${side} --party '${party}' --port 9001 --versions-url ${hub_versions_url} --token ${token}`}
              />
            </details>
          )}
        </>
      )}
      {status === 'REGISTERED' && <p>The handshake is done: you and the hub call each other.</p>}
    </section>
  );
}

function End({ workspace, place, again }: PageProps) {
  const act = useAct();
  const reset = () =>
    act.run(async () => {
      const made = await askWorkspace<WorkspaceCreated>(place.key, 'POST', '/reset');
      rememberToken(workspace.id, made.token);
      again();
    });
  const end = () =>
    act.run(async () => {
      await askWorkspace(place.key, 'DELETE', '');
      location.hash = '#/';
    });
  return (
    <section class="card" aria-labelledby="end">
      <h2 id="end">Begin anew, or end it</h2>
      <p>
        The workspace ends by itself on {dateTime(workspace.until)}. A reset removes all that was exchanged
        and your registration; party, address of this page and end stay.
      </p>
      <div class="actions">
        <Sure words="Reset the workspace" disabled={act.busy} go={() => void reset()} />
        <Sure words="End the workspace" disabled={act.busy} go={() => void end()} />
      </div>
      <Trouble>{act.error}</Trouble>
    </section>
  );
}

/** A button for an action that cannot be undone: it asks the user before it acts. */
function Sure(props: { words: string; disabled: boolean; go(): void }) {
  const [asked, setAsked] = useState(false);
  const press = () => {
    if (asked) props.go();
    setAsked(!asked);
  };
  return (
    <button type="button" class="danger" disabled={props.disabled} onClick={press}>
      {asked ? `${props.words}: sure?` : props.words}
    </button>
  );
}
