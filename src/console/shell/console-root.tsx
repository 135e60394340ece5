import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useAdminToken } from '../admin-token-of-tab.ts';
import { titleOf } from '../browser-tab-title.ts';
import { useZone } from '../displayed-time-zone.ts';
import { startFeed, stopFeed } from '../live-exchange-feed.ts';
import { useAbilities } from '../optional-hub-functions.ts';
import { Waiting } from '../parts/notices.tsx';
import { usePlace } from '../url-hash.ts';
import { Shell } from './console-frame.tsx';
import { pages } from './page-table.ts';
import { SignIn } from './sign-in-page.tsx';

/** The whole console: the page of the present place, or the sign-in page. */
export function Console() {
  const token = useAdminToken();
  return token === null ? <SignIn /> : <SignedIn key={token} />;
}

function SignedIn() {
  const place = usePlace();
  const abilities = useAbilities();
  const zone = useZone();
  const path = [place.page, ...place.rest].join('/');
  // After a sign-in the keyboard focus starts at the top of the console.
  const arrived = useRef(path);
  useEffect(() => {
    startFeed();
    return stopFeed;
  }, []);
  // Runs before the user can write on the page, which a later move of the focus would disturb.
  useLayoutEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    document.title = heading?.textContent ? titleOf(heading.textContent) : 'OCPI hub';
    // A page that depends on an optional function of the hub appears later than the link to it; on any other page the
    // focus stays.
    if (!heading || arrived.current === path) return;
    arrived.current = path;
    heading.focus();
    scrollTo(0, 0);
  }, [path, abilities === undefined]);
  const offered = pages.filter((page) => !page.needs || abilities?.has(page.needs));
  const page = offered.find(({ name }) => name === place.page);
  return (
    <Shell place={place} pages={offered}>
      {page ? (
        <page.Page key={`${page.name} ${zone}`} place={place} />
      ) : abilities ? (
        <Nowhere />
      ) : (
        <Waiting />
      )}
    </Shell>
  );
}

function Nowhere() {
  return (
    <>
      <h1 tabIndex={-1}>There is no such page</h1>
      <p>
        <a href="#/overview">Go to the overview</a>
      </p>
    </>
  );
}
