import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { endOfSession, signIn } from '../admin-token-of-tab.ts';
import { inWords } from '../call-admin-api.ts';
import { Logo } from '../parts/logo.tsx';

/** The sign-in page, which asks for the admin token. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [error, setError] = useState(endOfSession());
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const refusal = await check(token.trim());
    setBusy(false);
    field.current?.focus();
    if (refusal) setError(refusal);
    else signIn(token.trim());
  };
  return (
    <main class="sign-in">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <Logo />
        <h1>Sign in</h1>
        <label for="token">Admin token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          required
          ref={field}
          value={token}
          aria-describedby="token-help"
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        {error && (
          <p role="alert" class="error">
            {error}
          </p>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </button>
        <p id="token-help" class="hint">
          The lab prints the token when it starts. Otherwise it is <code>HUB_ADMIN_TOKEN</code>, or stands in
          the file <code>admin-token</code> of the data folder. It is kept until you close this tab.
        </p>
      </form>
    </main>
  );
}

/** The reason to reject an admin token; `undefined` when the hub accepts it. */
async function check(token: string): Promise<string | undefined> {
  // An HTTP header can contain no other characters.
  if (!/^[\x21-\x7e]+$/.test(token)) return 'The hub does not know this token.';
  try {
    const answer = await fetch('/admin/simulators', { headers: { Authorization: `Bearer ${token}` } });
    if (answer.ok) return undefined;
    return answer.status === 401
      ? 'The hub does not know this token.'
      : `The hub answers ${answer.status} instead of letting you in.`;
  } catch (error) {
    return error instanceof TypeError ? 'The hub does not answer. Is it running?' : inWords(error);
  }
}
