import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { eachObject, eachString, edit } from './edit-json-values.ts';
import type { About, FaultTable } from './fault-kind-type.ts';

/** Faults of the objects in a simulated partner's answers and messages. */
export const contentFaults = {
  invalid_object: {
    does: 'Leaves a required field out of one object of every page, and of every object it sends.',
    breaks: 'TRANS-44',
    content: (content, about) => {
      const [object] = [content].flat() as (Json | undefined)[];
      return isWhole(about) && object ? first(content, without(object, required[about.module])) : content;
    },
  },
  missing_field: {
    does: 'Leaves a field out of every object; the value names it.',
    breaks: 'TRANS-44 TRANS-53',
    value: { is: 'field', default: 'last_updated', shape: /^\w{1,40}$/ },
    content: (content, _about, value) => eachObject(content, (object) => without(object, String(value))),
  },
  null_field: {
    does: 'Writes null into a field of every object; the value names it.',
    value: { is: 'field', default: 'last_updated', shape: /^\w{1,40}$/ },
    content: (content, _about, value) => eachObject(content, (object) => ({ ...object, [value]: null })),
  },
  explicit_nulls: {
    does: 'Writes optional fields that it has no value for as null.',
    mild: {},
    content: (content, about) => (isWhole(about) ? filled(content, optional[about.module], null) : content),
  },
  empty_arrays: {
    does: 'Writes lists that it has nothing for as [].',
    mild: {},
    content: (content, about) => (isWhole(about) ? filled(content, lists[about.module], []) : content),
  },
  extra_fields: {
    does: 'Writes fields that OCPI does not know, as the next version or a vendor would.',
    mild: {},
    content: (content) =>
      eachObject(content, (object) => ({ ...object, x_vendor: { note: 'unknown here' } })),
  },
  non_ascii: {
    does: 'Writes names, addresses and issuers with letters beyond ASCII.',
    mild: {},
    content: (content) =>
      eachObject(content, (object) =>
        edit(object, ['name', 'city', 'issuer'], (text) => (typeof text === 'string' ? `${text} ñ€Å` : text)),
      ),
  },
  unknown_enum: {
    does: 'Writes a value that OCPI does not know into an enumeration of every object.',
    breaks: 'TRANS-66',
    content: (content, { module }) =>
      eachObject(content, (object) => edit(object, enums[module] ?? [], () => 'NOT_IN_OCPI')),
  },
  numbers_as_text: {
    does: 'Writes numbers as text: "2.00".',
    breaks: 'TRANS-67',
    content: (content) =>
      eachObject(content, (object) =>
        edit(object, ['kwh', 'total_cost', 'total_energy', 'voltage', 'price', 'reservation_id'], String),
      ),
  },
  long_text: {
    does: 'Writes texts that are longer than their limit.',
    breaks: 'TRANS-65',
    content: (content) =>
      eachObject(content, (object) =>
        edit(object, ['address', 'issuer', 'meter_id', 'tariff_alt_url'], (text) =>
          `${text}`.padEnd(300, '-'),
        ),
      ),
  },
  coarse_coordinates: {
    does: 'Writes coordinates as numbers with three decimals.',
    breaks: 'LOC-27',
    content: (content) =>
      eachObject(content, (object) =>
        edit(object, ['latitude', 'longitude'], (text) => Math.round(Number(text) * 1000) / 1000),
      ),
  },
  wrong_country: {
    does: 'Writes the country of Locations with two letters.',
    breaks: 'LOC-29',
    content: (content) =>
      eachObject(content, (object) => edit(object, ['country'], (text) => `${text}`.slice(0, 2))),
  },
  no_connectors: {
    does: 'Writes EVSEs without Connectors.',
    breaks: 'LOC-25',
    content: (content) => eachObject(content, (object) => edit(object, ['connectors'], () => [])),
  },
  wrong_object: {
    does: 'Shows another id than that of the object.',
    breaks: 'LOC-02 LOC-03 LOC-04 LOC-11 CDR-05 TOK-04',
    content: (content) => eachObject(content, (object) => shallow(object, ['id', 'uid'], (id) => `${id}-X`)),
  },
  no_trailing_z: {
    does: 'Writes DateTimes without Z.',
    breaks: 'TRANS-62',
    mild: {},
    content: (content) => eachString(content, dateTime, (text) => text.replace('Z', '')),
  },
  offset_times: {
    does: 'Writes DateTimes with an offset: two hours later, +02:00.',
    breaks: 'TRANS-62',
    content: (content) =>
      eachString(content, dateTime, (text) => {
        const time = new Date(Date.parse(text) + 2 * 3_600_000).toISOString();
        return `${time.slice(0, 19)}+02:00`;
      }),
  },
  fraction_times: {
    does: 'Writes DateTimes with a fraction: .120Z.',
    breaks: 'TRANS-62',
    mild: {},
    content: (content) => eachString(content, dateTime, (text) => text.replace('Z', '.120Z')),
  },
  wrong_time_names: {
    does: 'Writes the time fields of Sessions with the names of CDRs, and those of CDRs with the names of Sessions.',
    breaks: 'SES-11 CDR-13',
    content: (content, { module }) =>
      module === 'sessions' || module === 'cdrs'
        ? eachObject(content, (object) => renamed(object, timeNames[module]))
        : content,
  },
  wrong_contract: {
    does: 'Writes another auth_id into Sessions and CDRs than that of the Token used.',
    breaks: 'SES-14 CMD-22',
    content: (content, { module }) =>
      module === 'sessions' || module === 'cdrs'
        ? eachObject(content, (object) => shallow(object, ['auth_id'], (id) => `${id}-X`.slice(-36)))
        : content,
  },
  crowded_location: {
    does: 'Writes Sessions and CDRs whose Location has EVSEs that were not used.',
    breaks: 'SES-12',
    content: (content, { module }) =>
      module === 'sessions' || module === 'cdrs'
        ? eachObject(content, (object) => edit(object, ['evses'], (evses) => crowd(evses as Json[])))
        : content,
  },
  wrong_totals: {
    does: 'Writes CDRs whose total energy is double that of their charging periods.',
    breaks: 'CDR-15 SIM-04',
    content: (content, { module }) =>
      module === 'cdrs'
        ? eachObject(content, (object) => shallow(object, ['total_energy'], (kwh) => Number(kwh) * 2))
        : content,
  },
  bare_result: {
    does: 'Writes the result of a command as bare text, as the first text of 2.1.1 did.',
    breaks: 'CMD-04',
    content: (content, { module }) =>
      module === 'commands' && typeof (content as Json | undefined)?.result === 'string'
        ? (content as Json).result
        : content,
  },
  wrong_party: {
    does: 'Names another party in its Credentials than its own.',
    breaks: 'CRED-02',
    content: (content, { module }) =>
      module === 'credentials'
        ? eachObject(content, (object) => shallow(object, ['party_id'], () => 'XXX'))
        : content,
  },
} satisfies FaultTable;

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Whether a message carries a whole object; in a PATCH null and [] have a meaning of their own. */
function isWhole({ method, direction }: About): boolean {
  return direction === 'IN' || method === 'PUT' || method === 'POST';
}

function without(object: Json, field: string | undefined): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
}

function first(content: unknown, object: Json): unknown {
  return Array.isArray(content) ? [object, ...content.slice(1)] : object;
}

function filled(content: unknown, fields: string[] | undefined, value: unknown): unknown {
  return eachObject(content, (object) => ({
    ...Object.fromEntries((fields ?? []).map((field) => [field, value])),
    ...object,
  }));
}

function shallow(object: Json, fields: string[], change: (value: unknown) => unknown): Json {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, fields.includes(name) ? change(value) : value]),
  );
}

function renamed(object: Json, names: Record<string, string>): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names[name] ?? name, value]));
}

function crowd(evses: Json[]): Json[] {
  return [...evses, ...evses.map((evse) => ({ ...evse, uid: `${evse.uid}-B`.slice(-39) }))];
}

const timeNames = {
  sessions: { start_datetime: 'start_date_time', end_datetime: 'stop_date_time' },
  cdrs: { start_date_time: 'start_datetime', stop_date_time: 'end_datetime' },
};

/** A required field in the objects of each module. */
const required: Record<string, string> = {
  locations: 'coordinates',
  tariffs: 'elements',
  sessions: 'kwh',
  cdrs: 'total_energy',
  tokens: 'issuer',
  commands: 'result',
  credentials: 'url',
};

/** Optional fields in the objects of each module; null there means the same as absence (TRANS-70). */
const optional: Record<string, string[]> = {
  locations: ['name', 'suboperator', 'owner', 'time_zone', 'opening_times', 'energy_mix'],
  tariffs: ['tariff_alt_url', 'energy_mix'],
  sessions: ['end_datetime', 'meter_id', 'total_cost'],
  cdrs: ['meter_id', 'total_parking_time', 'remark'],
  tokens: ['visual_number', 'language'],
};

/** Lists that may be empty in the objects of each module. */
const lists: Record<string, string[]> = {
  locations: ['related_locations', 'directions', 'facilities', 'images'],
  tariffs: ['tariff_alt_text'],
  sessions: ['charging_periods'],
  cdrs: ['tariffs'],
};

/** Enumerations in the objects of each module. */
const enums: Record<string, string[]> = {
  locations: ['status', 'power_type'],
  tariffs: ['day_of_week', 'type'],
  sessions: ['auth_method'],
  cdrs: ['auth_method'],
  tokens: ['whitelist', 'allowed'],
  commands: ['result'],
};
