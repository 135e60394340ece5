import { useOutside } from './outside.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** What the button says. */
export const themeNames: Record<Theme, string> = { auto: 'automatic', light: 'light', dark: 'dark' };

const key = 'ocpi-hub theme';
const listeners = new Set<() => void>();

/** The theme that was chosen; `auto` is that of the system. */
export function useTheme(): Theme {
  return useOutside((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
}

/** Goes on to the next theme and keeps it in this browser. */
export function nextTheme(): void {
  const order: Theme[] = ['auto', 'light', 'dark'];
  const next = order[(order.indexOf(theme()) + 1) % order.length] ?? 'auto';
  localStorage.setItem(key, next);
  applyTheme();
  for (const listener of listeners) listener();
}

/** Tells the styles which theme counts. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}

function theme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
