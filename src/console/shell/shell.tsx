import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useFeed } from '../feed.ts';
import { Logo } from '../parts/logo.tsx';
import { linkTo, type Place } from '../place.ts';
import { type Pulse, usePulse } from '../pulse.ts';
import { signOut } from '../session.ts';
import { nextTheme, themeNames, useTheme } from '../theme.ts';
import { nextZone, useZone, zoneLabel } from '../zone.ts';
import type { PageRow } from './pages.ts';

/** The words and the style for how the hub stands, by its pulse; a live hub whose feed is open is Live. */
const conditions: Record<Pulse, [word: string, style: string]> = {
  unknown: ['Connecting …', 'connecting'],
  well: ['Live', 'live'],
  'without store': ['The store does not answer', 'lost'],
  silent: ['The hub does not answer', 'lost'],
};

/** The frame of every page: navigation, state of the connection, theme and sign-out. */
export function Shell(props: { place: Place; pages: PageRow[]; children: ComponentChildren }) {
  const { state: feed } = useFeed();
  const pulse = usePulse();
  const theme = useTheme();
  const zone = useZone();
  const [word, style] = conditions[pulse === 'well' && feed !== 'live' ? 'unknown' : pulse];
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
          <span class={`feed-state ${style}`} role="status">
            {word}
          </span>
          <button type="button" class="quiet" onClick={nextZone}>
            Times: {zone === 'utc' ? 'UTC' : zoneLabel()}
          </button>
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
