import type { ComponentChildren } from 'preact';
import { signOut } from '../admin-token-of-tab.ts';
import { nextZone, useZone, zoneLabel } from '../displayed-time-zone.ts';
import { type Pulse, usePulse } from '../hub-condition.ts';
import { useFeed } from '../live-exchange-feed.ts';
import { Frame } from '../parts/page-frame.tsx';
import { ThemeButton } from '../parts/theme-button.tsx';
import { linkTo, type Place } from '../url-hash.ts';
import type { PageRow } from './page-table.ts';

/** The word and the style for each condition of the hub; `Live` is shown while the hub answers and the feed is open. */
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
  const zone = useZone();
  const [word, style] = conditions[pulse === 'well' && feed !== 'live' ? 'unknown' : pulse];
  const links = props.pages.map(({ name, title }) => ({ name, title, href: linkTo([name]) }));
  const session = (
    <>
      <span class={`feed-state ${style}`} role="status">
        {word}
      </span>
      <button type="button" class="quiet" onClick={nextZone}>
        Times: {zone === 'utc' ? 'UTC' : zoneLabel()}
      </button>
      <ThemeButton />
      <button type="button" class="quiet" onClick={() => signOut()}>
        Sign out
      </button>
    </>
  );
  return (
    <Frame links={links} current={props.place.page} session={session}>
      {props.children}
    </Frame>
  );
}
