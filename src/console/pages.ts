import type { FunctionComponent } from 'preact';
import type { Ability } from './abilities.ts';
import { Connections } from './pages/connections.tsx';
import { Traffic } from './pages/traffic.tsx';
import type { Place } from './place.ts';

/** A page: its name in the URL, its title, and what the hub must be able to do for it. */
export interface PageRow {
  name: string;
  title: string;
  Page: FunctionComponent<{ place: Place }>;
  needs?: Ability;
}

/** The pages, in the order of the navigation. */
export const pages: PageRow[] = [
  { name: 'connections', title: 'Connections', Page: Connections },
  { name: 'traffic', title: 'Traffic', Page: Traffic },
];
