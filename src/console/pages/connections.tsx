import type { Place } from '../url-hash.ts';
import { Connect } from './connections/connect-partner-form.tsx';
import { ConnectionList } from './connections/partner-list.tsx';
import { ConnectionDetail } from './connections/partner-page.tsx';

/** The page of partners: all, a new one, or one of them. */
export function Connections({ place }: { place: Place }) {
  const [id] = place.rest;
  if (id === undefined) return <ConnectionList place={place} />;
  return id === 'new' ? <Connect /> : <ConnectionDetail key={id} id={id} />;
}
