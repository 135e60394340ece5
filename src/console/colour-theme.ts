import { useOutside } from './use-external-value.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** The label of the theme button while each theme is in use. */
export const themeNames: Record<Theme, string> = { auto: 'automatic', light: 'light', dark: 'dark' };

const key = 'ocpi-hub theme';
const listeners = new Set<() => void>();

/** The chosen theme; `auto` is that of the system. */
export function useTheme(): Theme {
  return useOutside((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
}

/** Switches to the next theme and saves it in this browser. */
export function nextTheme(): void {
  const order: Theme[] = ['auto', 'light', 'dark'];
  const next = order[(order.indexOf(theme()) + 1) % order.length] ?? 'auto';
  localStorage.setItem(key, next);
  applyTheme();
  for (const listener of listeners) listener();
}

/** Applies the theme to the page's styles. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}

function theme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
