import { useLayoutEffect } from 'preact/hooks';

/** Names the browser's tab after the page's content, as soon as the name is known. */
export function useTitle(name: string | undefined): void {
  useLayoutEffect(() => {
    if (name !== undefined) document.title = titleOf(name);
  }, [name]);
}

/** The name of the browser's tab. */
export function titleOf(name: string): string {
  return `${name} · OCPI hub`;
}
