import type { Place } from '../url-hash.ts';
import { Connect } from './connections/connect.tsx';
import { ConnectionDetail } from './connections/detail.tsx';
import { ConnectionList } from './connections/list.tsx';

/** The page of partners: all, a new one, or one of them. */
export function Connections({ place }: { place: Place }) {
  const [id] = place.rest;
  if (id === undefined) return <ConnectionList place={place} />;
  return id === 'new' ? <Connect /> : <ConnectionDetail key={id} id={id} />;
}
