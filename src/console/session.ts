import { useOutside } from './outside.ts';

/** The admin token lives as long as the tab: never in a URL, never in what outlives the browser. */
const key = 'ocpi-hub admin token';

const listeners = new Set<() => void>();
let ended = '';

/** The admin token of this tab; `null` while nobody is signed in. */
export function adminToken(): string | null {
  return sessionStorage.getItem(key);
}

/** Keeps a token that the hub has taken. */
export function signIn(token: string): void {
  ended = '';
  sessionStorage.setItem(key, token);
  for (const listener of listeners) listener();
}

/** Forgets the token; `why` is shown on the page that asks for it again. */
export function signOut(why = ''): void {
  ended = why;
  sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

/** Why the last session ended; empty when its user wanted so. */
export function endOfSession(): string {
  return ended;
}

/** The token, as it is at every moment. */
export function useAdminToken(): string | null {
  return useOutside((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, adminToken);
}
