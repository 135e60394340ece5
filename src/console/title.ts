import { useLayoutEffect } from 'preact/hooks';

/** Names the tab of the browser after what its page shows, as soon as that is known. */
export function useTitle(name: string | undefined): void {
  useLayoutEffect(() => {
    if (name !== undefined) document.title = titleOf(name);
  }, [name]);
}

/** The name of the browser's tab. */
export function titleOf(name: string): string {
  return `${name} · OCPI hub`;
}
