import type { ObjectPage, PartyReference } from '../../../hub/types.generated.ts';
import { counted } from '../../display-text.ts';
import { linkTo } from '../../url-hash.ts';

/** An object as the hub stores it. */
export type Stored = ObjectPage['objects'][number];

/** The identifying fields of an object. */
export interface ObjectName extends PartyReference {
  module: string;
  id: string;
}

/** A place on the map, by latitude and longitude. */
export interface Spot {
  latitude: number;
  longitude: number;
  title: string;
  link: string;
}

/** The OCPI modules that have objects. */
export const objectModules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'];

/** The link to the page of an object. */
export function objectLink({ module, country_code, party_id, id }: ObjectName): string {
  return linkTo(['objects', module, country_code, party_id, id]);
}

/** The id of an object in its module: for a Token its uid. */
export function idOf(module: string, { id, object }: Stored): string {
  return module === 'tokens' ? String(object.uid ?? id) : id;
}

/** A short description of an object, from the fields by which people recognise it. */
export function inShort(module: string, { object, recipient }: Stored): string {
  const texts: Record<string, unknown[]> = {
    locations: [object.name, object.address, object.city],
    tariffs: [object.currency, elements(object.elements)],
    sessions: [object.status, kwh(object.kwh), recipient && `for ${recipient}`],
    cdrs: [
      kwh(object.total_energy),
      `${String(object.total_cost)} ${String(object.currency)}`,
      recipient && `for ${recipient}`,
    ],
    tokens: [
      object.type,
      object.visual_number,
      object.valid === false ? 'not valid' : 'valid',
      object.auth_id,
    ],
  };
  return (texts[module] ?? []).filter((text) => typeof text === 'string' && text !== '').join(', ');
}

/** The place of a Location on the map, if it has coordinates. */
export function spotOf(stored: Stored): Spot | undefined {
  const { latitude, longitude } = (stored.object.coordinates ?? {}) as Record<string, string>;
  const spot = { latitude: Number(latitude), longitude: Number(longitude) };
  if (!Number.isFinite(spot.latitude) || !Number.isFinite(spot.longitude)) return undefined;
  return {
    ...spot,
    title: String(stored.object.name ?? stored.id),
    link: objectLink({ module: 'locations', ...stored }),
  };
}

function kwh(value: unknown): string | undefined {
  return typeof value === 'number' ? `${value.toLocaleString()} kWh` : undefined;
}

function elements(value: unknown): string | undefined {
  return Array.isArray(value) ? counted(value.length, 'element') : undefined;
}
