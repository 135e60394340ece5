import type { Place } from '../url-hash.ts';
import { Exchange } from './traffic/exchange-page.tsx';
import { TrafficList } from './traffic/live-exchange-list.tsx';

/** The page of OCPI traffic: the live list, or one exchange. */
export function Traffic({ place }: { place: Place }) {
  const [id] = place.rest;
  return id === undefined ? <TrafficList place={place} /> : <Exchange key={id} id={id} />;
}
