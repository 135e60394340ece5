import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { WorkspaceView } from '../../hub/types.generated.ts';
import { Logo } from '../parts/logo.tsx';
import { nextTheme, themeNames, useTheme } from '../theme.ts';
import { ahead, dateTime } from '../words.ts';
import type { Key } from './ask.ts';
import { linkIn, type SandboxPlace } from './place.ts';

/** The frame of every page of a workspace: its pages, whose it is, how long it lasts. */
export function Frame(props: {
  place: SandboxPlace & { key: Key };
  pages: { name: string; title: string }[];
  workspace: WorkspaceView | undefined;
  children: ComponentChildren;
}) {
  const { place, pages, workspace, children } = props;
  const theme = useTheme();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [place.page]);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={toMain}>
        Skip to content
      </a>
      <header>
        <Logo />
        <nav ref={nav} aria-label="Pages">
          {pages.map(({ name, title }) => (
            <a
              key={name}
              href={linkIn(place.key, name)}
              aria-current={name === place.page ? 'page' : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
        <div class="session">
          {workspace && (
            <span class="hint lasts" title={dateTime(workspace.until)}>
              {workspace.party}, ends {ahead(workspace.until)}
            </span>
          )}
          <button type="button" class="quiet" onClick={nextTheme}>
            Theme: {themeNames[theme]}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
