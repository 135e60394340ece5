import type { Place } from '../url-hash.ts';
import { ObjectList } from './objects/object-list.tsx';
import { ObjectDetail } from './objects/object-page.tsx';

/** The page of stored objects: a list of a module, or one object of an owner. */
export function Objects({ place }: { place: Place }) {
  const [module = 'locations', country_code, party_id, id] = place.rest;
  if (!country_code || !party_id || !id) return <ObjectList module={module} place={place} />;
  const name = { module, country_code, party_id, id };
  return <ObjectDetail key={JSON.stringify(name)} name={name} />;
}
