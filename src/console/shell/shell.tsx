import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useFeed } from '../feed.ts';
import { Logo } from '../parts/logo.tsx';
import { linkTo, type Place } from '../place.ts';
import { signOut } from '../session.ts';
import { nextTheme, themeNames, useTheme } from '../theme.ts';
import type { PageRow } from './pages.ts';

const feedWords = { connecting: 'Connecting …', live: 'Live', lost: 'Hub out of reach' };

/** The frame of every page: navigation, state of the connection, theme and sign-out. */
export function Shell(props: { place: Place; pages: PageRow[]; children: ComponentChildren }) {
  const { state } = useFeed();
  const theme = useTheme();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the navigation is a scrolling row, so the present page is scrolled into view.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [props.place.page, props.pages.length]);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={toMain}>
        Skip to content
      </a>
      <header>
        <Logo />
        <nav ref={nav} aria-label="Pages">
          {props.pages.map(({ name, title }) => (
            <a key={name} href={linkTo([name])} aria-current={name === props.place.page ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <div class="session">
          <span class={`feed-state ${state}`} role="status">
            {feedWords[state]}
          </span>
          <button type="button" class="quiet" onClick={nextTheme}>
            Theme: {themeNames[theme]}
          </button>
          <button type="button" class="quiet" onClick={() => signOut()}>
            Sign out
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}

/** Moves the focus without changing the address, which names the page. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
