import type { SandboxView, WorkspaceCreated } from '../../hub/types.generated.ts';
import { Logo } from '../parts/logo.tsx';
import { Trouble } from '../parts/notices.tsx';
import { useAct } from '../parts/use-action.tsx';
import { useLoaded } from '../use-admin-api-resource.ts';
import { rememberToken } from './remember-token-a.ts';
import { askSandbox } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/** The form by which everybody can open a workspace. */
export function Opening() {
  const { data } = useLoaded('', 0, () => askSandbox<SandboxView>('GET', ''));
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const given = ['role', 'name', 'versions_url', 'party'].flatMap((name) => {
      const text = String(fields.get(name) ?? '').trim();
      return text === '' ? [] : [[name, text]];
    });
    void act.run(async () => {
      const made = await askSandbox<WorkspaceCreated>('POST', '/workspaces', Object.fromEntries(given));
      rememberToken(made.workspace.id, made.token);
      location.hash = linkIn({ id: made.workspace.id, secret: made.secret ?? '' }, 'start');
    });
  };
  return (
    <main class="opening">
      <Logo />
      <h1 tabIndex={-1}>A sandbox of your own</h1>
      <p class="lead">
        A hub for you alone, with a simulated operator and a simulated provider that stand in for the market.
        Register your OCPI 2.1.1 system with it, exchange data, and see what is wrong before anybody else
        does. Nobody has to be asked, and no other workspace sees you.
      </p>
      <form class="card form" onSubmit={submit}>
        <fieldset>
          <legend>Your system is</legend>
          <label class="choice">
            <input type="radio" name="role" value="CPO" defaultChecked />
            <span>an operator of charge points (CPO)</span>
          </label>
          <label class="choice">
            <input type="radio" name="role" value="EMSP" />
            <span>an e-mobility provider (eMSP)</span>
          </label>
        </fieldset>
        <div class="fields">
          <label class="wide">
            Your name
            <input
              name="name"
              required
              maxLength={100}
              autocomplete="organization"
              placeholder="My company"
            />
          </label>
          <label class="wide">
            Your versions URL
            <input
              name="versions_url"
              type="url"
              maxLength={255}
              placeholder="https://you.example/ocpi/versions"
            />
            <small>It is tried at once: whether the hub can call you back. You can give it later.</small>
          </label>
          <label class="wide">
            Your party, if your system has one
            <input
              name="party"
              pattern="[A-Za-z]{2}[*][A-Za-z0-9]{3}"
              placeholder="NL*ABC"
              title="Country code, asterisk, party id: NL*ABC"
            />
            <small>Otherwise you get one that nobody else has.</small>
          </label>
        </div>
        <Trouble>{act.error}</Trouble>
        {data && !data.open && (
          <p class="error" role="status">
            All workspaces are taken at present. Try again later.
          </p>
        )}
        <div class="actions">
          <button type="submit" class="primary" disabled={act.busy}>
            {act.busy ? 'Opening …' : 'Open a workspace'}
          </button>
        </div>
        <p class="hint">
          {data ? `It lasts ${data.hours} hours; then` : 'When its time is over'} all that is in it is
          removed. Send nothing that is secret, and no data of real drivers.
        </p>
      </form>
    </main>
  );
}
