import type { Load } from '../processes/load-generator.ts';
import type { Partner } from './measured-partner.ts';
import { evsePatch, location } from './sample-objects.ts';

/** Requests of one kind, without the number of connections. */
export type Kind = Omit<Load, 'connections'>;

/** PUTs of whole Locations of 3 KB to the hub, each with new content. */
const receiver = (operator: Partner) => `/ocpi/emsp/2.1.1/locations/NL/${operator.party}/L{id}`;

/** PUTs of whole Locations of 3 KB, each with new content. */
export function locationPuts(origin: string, operator: Partner, objects: number): Kind {
  return {
    origin,
    method: 'PUT',
    path: receiver(operator),
    token: operator.token,
    body: location(),
    objects,
  };
}

/** PATCHes of EVSE statuses to the hub. */
export function statusPatches(origin: string, operator: Partner, objects: number): Kind {
  const path = `${receiver(operator)}/E1`;
  return { origin, method: 'PATCH', path, token: operator.token, body: evsePatch, objects };
}

/** Repeated GETs of one page of the hub's list of Locations. */
export function locationPages(origin: string, reader: Partner, limit: number, offset: number): Kind {
  const path = `/ocpi/cpo/2.1.1/locations?limit=${limit}&offset=${offset}`;
  return { origin, method: 'GET', path, token: reader.token, objects: 1 };
}
