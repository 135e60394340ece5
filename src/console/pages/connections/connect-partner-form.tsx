import { useState } from 'preact/hooks';
import type { ConnectionCreated, NewConnection } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { Connected } from './new-partner-instructions.tsx';

/** A form that connects a partner: with a TOKEN_A that the hub makes for it, or with the one that it gave. */
export function Connect() {
  const [made, setMade] = useState<ConnectionCreated>();
  return (
    <>
      <p class="back">
        <a href="#/connections">Connections</a>
      </p>
      <h1 tabIndex={-1}>Connect a partner</h1>
      {made ? <Connected connection={made} /> : <Form done={setMade} />}
    </>
  );
}

function Form({ done }: { done: (made: ConnectionCreated) => void }) {
  const [knock, setKnock] = useState(false);
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void act.run(async () =>
      done(await ask<ConnectionCreated>('POST', '/admin/connections', bodyOf(fields))),
    );
  };
  return (
    <form class="card form" onSubmit={submit}>
      <fieldset>
        <legend>The partner is</legend>
        <label class="choice">
          <input type="radio" name="role" value="CPO" checked required /> a charge point operator (CPO)
        </label>
        <label class="choice">
          <input type="radio" name="role" value="EMSP" required /> a mobility provider (eMSP)
        </label>
      </fieldset>
      <div class="fields">
        <label>
          Country code
          <input
            name="country_code"
            required
            pattern="[A-Za-z]{2}"
            maxLength={2}
            size={4}
            placeholder="NL"
            title="Two letters"
          />
        </label>
        <label>
          Party id
          <input
            name="party_id"
            required
            pattern="[A-Za-z0-9]{3}"
            maxLength={3}
            size={5}
            placeholder="ABC"
            title="Three letters or digits"
          />
        </label>
        <label class="wide">
          Name
          <input name="name" required maxLength={100} placeholder="My company" />
        </label>
      </div>
      <fieldset>
        <legend>Does its system refuse unknown fields?</legend>
        <label class="choice">
          <input type="radio" name="extensions" value="" checked /> Nobody knows: the hub adds the owner to
          Locations and Tariffs, and learns from refusals
        </label>
        <label class="choice">
          <input type="radio" name="extensions" value="none" /> Yes: it gets 2.1.1 to the letter
        </label>
        <label class="choice">
          <input type="radio" name="extensions" value="all" /> No, and it wants every extension
        </label>
      </fieldset>
      <fieldset>
        <legend>The handshake</legend>
        <label class="choice">
          <input type="radio" name="way" checked={!knock} onChange={() => setKnock(false)} /> The partner
          begins: you get a token for it
        </label>
        <label class="choice">
          <input type="radio" name="way" checked={knock} onChange={() => setKnock(true)} /> The hub begins:
          the partner gave you a token
        </label>
      </fieldset>
      {knock && (
        <div class="fields">
          <label class="wide">
            The partner's versions URL
            <input
              name="versions_url"
              type="url"
              required
              placeholder="https://partner.example/ocpi/versions"
            />
          </label>
          <label class="wide">
            The partner's token (TOKEN_A)
            <input name="token" type="password" autocomplete="off" required />
          </label>
        </div>
      )}
      <Trouble>{act.error}</Trouble>
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy}>
          {act.busy
            ? knock
              ? 'Shaking hands …'
              : 'Connecting …'
            : knock
              ? 'Start the handshake'
              : 'Make the token'}
        </button>
        <a class="button" href="#/connections">
          Cancel
        </a>
      </div>
    </form>
  );
}

function bodyOf(fields: FormData): NewConnection {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const extensions = text('extensions') as 'all' | 'none' | '';
  return {
    ...(extensions === '' ? {} : { options: { extensions } }),
    role: text('role') as NewConnection['role'],
    country_code: text('country_code').toUpperCase(),
    party_id: text('party_id').toUpperCase(),
    name: text('name'),
    ...(fields.has('versions_url') ? { versions_url: text('versions_url'), token: text('token') } : {}),
  };
}
