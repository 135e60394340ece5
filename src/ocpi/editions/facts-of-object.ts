import { asText } from '../words/any-value-as-text.ts';
import { parseDateTime } from '../words/ocpi-datetime.ts';
import { type Party, parseParty } from '../words/party-id.ts';
import type { Fact, Json, ModuleRow } from './basic-ocpi-types.ts';

/** The facts of an object by which a hub decides; a missing text is empty. Times are milliseconds since 1970. */
export interface Facts {
  /** Contract of the driver, as the owner writes it. */
  contract: string;
  /** `uid` of the driver's Token. */
  uid: string;
  /** Reference that the driver's provider gave in its authorisation. */
  reference: string | undefined;
  begin: number | undefined;
  end: number | undefined;
  /** The `status` of a Session. */
  status: string;
  /** The way in which the driver was authorised (`auth_method`). */
  method: string;
  /** Energy charged in the Session or CDR, in kWh. */
  energy: number | undefined;
  /** Id of the Location where the driver charged. */
  location: string;
  /** The party that the object names beside the Location's id: the Location's owner, as far as the object tells it. */
  locationOwner: Party | undefined;
  /** `uid` of each EVSE in the object. */
  evses: string[];
  /** Ids of the Tariffs that the object names. */
  tariffs: string[];
}

/** Reads the facts of an object from the fields that the row of its module names. */
export function factsOf(row: Pick<ModuleRow, 'facts'>, object: Json): Facts {
  const { facts = {} } = row;
  const text = (fact: Fact) => factText(row, fact, object);
  const energy = firstOf(row, 'energy', object);
  const reference = firstOf(row, 'reference', object);
  return {
    contract: text('contract'),
    uid: text('uid'),
    reference: typeof reference === 'string' ? reference : undefined,
    begin: parseDateTime(text('begin')),
    end: parseDateTime(text('end')),
    status: text('status'),
    method: text('method'),
    energy: energy === undefined ? undefined : Number(energy),
    location: text('location'),
    locationOwner: facts.location === undefined ? undefined : ownerBeside(object, facts.location),
    evses: facts.evses === undefined ? [] : valuesAt(object, facts.evses).map(asText),
    tariffs: facts.tariffs === undefined ? [] : valuesAt(object, facts.tariffs).map(asText),
  };
}

/** One fact of an object as text; empty where the object, or its module, does not have it. */
export function factText(row: Pick<ModuleRow, 'facts'>, fact: Fact, object: Json): string {
  const value = firstOf(row, fact, object);
  return value === undefined ? '' : asText(value);
}

function firstOf({ facts }: Pick<ModuleRow, 'facts'>, fact: Fact, object: Json): unknown {
  const path = facts?.[fact];
  return path === undefined ? undefined : valuesAt(object, path)[0];
}

/** JSON Pointer to the field of an object that contains a fact. */
export function pointerTo({ facts }: Pick<ModuleRow, 'facts'>, fact: Fact): string {
  return `/${facts?.[fact] ?? ''}`;
}

/** The party whose ids stand beside the field at a path. */
function ownerBeside(object: Json, path: string): Party | undefined {
  const parent = path.split('/').slice(0, -1);
  const [holder] = parent.length === 0 ? [object] : valuesAt(object, parent.join('/'));
  const { country_code, party_id } = (holder ?? {}) as Json;
  return parseParty(`${asText(country_code)}*${asText(party_id)}`);
}

/** The values of an object at a path: names between slashes, `*` for each entry of a list. Null counts as absent. */
function valuesAt(object: unknown, path: string): unknown[] {
  let values: unknown[] = [object];
  for (const step of path.split('/'))
    values = values.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (step === '*') return Array.isArray(value) ? value : [];
      return Array.isArray(value) ? [] : [(value as Json)[step] ?? undefined];
    });
  return values.filter((value) => value !== undefined && value !== null);
}
