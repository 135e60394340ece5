import type { FunctionComponent } from 'preact';
import type { Ability } from '../optional-hub-functions.ts';
import { Agreements } from '../pages/agreements.tsx';
import { Conformance } from '../pages/conformance.tsx';
import { Connections } from '../pages/connections.tsx';
import { Overview } from '../pages/overview.tsx';
import { Simulators } from '../pages/simulators.tsx';
import { Objects } from '../pages/stored-objects.tsx';
import { Traffic } from '../pages/traffic.tsx';
import { Why } from '../pages/why-not-received.tsx';
import { Held } from '../pages/withheld-objects.tsx';
import type { Place } from '../url-hash.ts';

/** A page: its name in the URL, its title, and the optional function of the hub that it needs. */
export interface PageRow {
  name: string;
  title: string;
  Page: FunctionComponent<{ place: Place }>;
  needs?: Ability;
}

/** The pages in the order of the navigation. */
export const pages: PageRow[] = [
  { name: 'overview', title: 'Overview', Page: Overview },
  { name: 'connections', title: 'Connections', Page: Connections },
  { name: 'agreements', title: 'Agreements', Page: Agreements },
  { name: 'traffic', title: 'Traffic', Page: Traffic },
  { name: 'objects', title: 'Objects', Page: Objects },
  { name: 'held', title: 'Held', Page: Held },
  { name: 'why', title: 'Why not arrived?', Page: Why, needs: 'why' },
  { name: 'conformance', title: 'Conformance', Page: Conformance },
  { name: 'simulators', title: 'Simulators', Page: Simulators, needs: 'simulators' },
];
