import { useOutside } from './use-external-value.ts';

/**
 * The storage key of the admin token, which lives as long as the tab: it is never in a URL, nor in storage that
 * outlives the browser.
 */
const key = 'ocpi-hub admin token';

const listeners = new Set<() => void>();
let ended = '';

/** The admin token of this tab; `null` while nobody is signed in. */
export function adminToken(): string | null {
  return sessionStorage.getItem(key);
}

/** Stores a token that the hub has accepted. */
export function signIn(token: string): void {
  ended = '';
  sessionStorage.setItem(key, token);
  for (const listener of listeners) listener();
}

/** Removes the token; `why` is shown on the sign-in page. */
export function signOut(why = ''): void {
  ended = why;
  sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

/** The reason why the last session ended; empty after a sign-out by the user. */
export function endOfSession(): string {
  return ended;
}

/** The admin token of this tab; a component that uses it is rendered again when it changes. */
export function useAdminToken(): string | null {
  return useOutside((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, adminToken);
}
