import type { Json } from '../editions/basic-ocpi-types.ts';
import { alpha3 } from '../words/country-codes.ts';
import { partyId } from '../words/party-id.ts';
import type { Passage, Rule } from './conversion-rule-types.ts';
import { filler, isFiller } from './shorten-and-fill-values.ts';

/** Completes a Session of 2.1.1 for readers of 2.2.1: its owner, the driver's Token, and its place by ids. */
export const sessionUp: Rule = (given, carried, passage) => {
  const location = (given.location ?? {}) as Json;
  const { evse, connector } = placeIn(location, passage, '/location');
  return {
    ...partyId(passage.context.owner),
    ...carried,
    ...periodsOf(carried, connector?.tariff_id),
    ...driverOf(given, carried, passage),
    location_id: passage.convert('alias', location.id, '/location/id'),
    evse_uid: idOf(passage, evse?.uid, '/evse_uid'),
    connector_id: idOf(passage, connector?.id, '/connector_id'),
    ...priceOf(given),
  };
};

/**
 * Completes a CDR of 2.1.1 for readers of 2.2.1: its Session, the driver's Token, and the place in the fields that
 * 2.2.1 has for it.
 */
export const cdrUp: Rule = (given, carried, passage) => {
  const location = (given.location ?? {}) as Json;
  const tariffs = (Array.isArray(given.tariffs) ? given.tariffs : []) as Json[];
  const { evse, connector } = placeIn(location, passage, '/location');
  const named = tariffs.find(({ id }) => id === connector?.tariff_id);
  const tariff = tariffs.length === 1 ? tariffs[0] : named;
  const unnamed = ((given.charging_periods ?? []) as Json[]).some(
    ({ tariff_id: id }) => typeof id !== 'string',
  );
  if (tariffs.length > 1 && unnamed)
    passage.note(
      tariff
        ? `the Tariff of its charging periods was chosen of ${tariffs.length}: the one that the Connector names`
        : `nobody said which of ${tariffs.length} Tariffs its charging periods are billed by: 2.2.1 reads that as none`,
    );
  const { session } = passage.context;
  return {
    ...partyId(passage.context.owner),
    ...carried,
    ...periodsOf(carried, tariff?.id),
    ...(session === undefined ? {} : { session_id: session }),
    ...driverOf(given, carried, passage),
    cdr_location: cdrLocation(location, evse, connector, passage),
    ...priceOf(given),
  };
};

/** The place of a CDR for 2.2.1: of the Location with all its details only the fields that 2.2.1 has. */
function cdrLocation(
  location: Json,
  evse: Json | undefined,
  connector: Json | undefined,
  passage: Passage,
): Json {
  const { name, address, city, country } = location;
  const kept = ['id', 'name', 'address', 'city', 'postal_code', 'country', 'coordinates', 'evses'];
  const known = [...kept, 'last_updated', 'country_code', 'party_id'];
  for (const field of Object.keys(location)) if (!known.includes(field)) passage.lose(`/location/${field}`);
  const given = (value: unknown, field: string, other: string) => {
    if (value === undefined) passage.invent(`/cdr_location/${field}`);
    return value ?? other;
  };
  return {
    id: passage.convert('alias', location.id, '/location/id'),
    ...(name === undefined || name === null ? {} : { name }),
    ...{ address, city },
    ...(isFiller(location.postal_code) ? {} : { postal_code: location.postal_code }),
    country,
    coordinates: passage.convert('GeoLocation', location.coordinates, '/location/coordinates'),
    evse_uid: idOf(passage, evse?.uid, '/cdr_location/evse_uid'),
    evse_id: given(isFiller(evse?.evse_id) ? undefined : evse?.evse_id, 'evse_id', filler),
    connector_id: idOf(passage, connector?.id, '/cdr_location/connector_id'),
    connector_standard: given(connector?.standard, 'connector_standard', 'IEC_62196_T2'),
    connector_format: given(connector?.format, 'connector_format', 'SOCKET'),
    connector_power_type: given(connector?.power_type, 'connector_power_type', 'AC_3_PHASE'),
  };
}

/** The EVSE and the Connector of a charging session, which should be the only ones of its Location. */
function placeIn(
  location: Json,
  { note, lose }: Passage,
  pointer: string,
): { evse?: Json; connector?: Json } {
  const evses = (Array.isArray(location.evses) ? location.evses : []) as Json[];
  const connectors = (Array.isArray(evses[0]?.connectors) ? evses[0].connectors : []) as Json[];
  if (evses.length > 1 || connectors.length > 1) {
    note('several EVSEs or Connectors are named for one visit: the first one was taken');
    evses.slice(1).forEach((_, at) => lose(`${pointer}/evses/${at + 1}`));
    connectors.slice(1).forEach((_, at) => lose(`${pointer}/evses/0/connectors/${at + 1}`));
  }
  return { ...(evses[0] ? { evse: evses[0] } : {}), ...(connectors[0] ? { connector: connectors[0] } : {}) };
}

function idOf(passage: Passage, value: unknown, pointer: string): unknown {
  if (typeof value === 'string') return passage.convert('alias', value, pointer);
  passage.invent(pointer);
  return filler;
}

/** The Token of the driver for 2.2.1; the provider's party is never invented. */
function driverOf({ auth_id: contract }: Json, carried: Json, passage: Passage): Json {
  const { driver } = passage.context;
  if (!driver) {
    passage.hold('nobody knows whose driver it is, and 2.2.1 asks for the provider');
    return {};
  }
  const { party, uid, type, reference, chosenOf } = driver;
  if (uid === undefined) passage.invent('/cdr_token/uid');
  if (type === undefined) passage.invent('/cdr_token/type');
  if (chosenOf !== undefined && chosenOf > 1)
    passage.note(`the Token was chosen of ${chosenOf} with this contract`);
  const isSaid = carried.authorization_reference !== undefined || reference === undefined;
  return {
    cdr_token: {
      ...partyId(party),
      uid: uid ?? filler,
      type: type ?? 'OTHER',
      contract_id: driver.contract || contract,
    },
    ...(isSaid ? {} : { authorization_reference: reference }),
  };
}

/** In 2.2.1 charging periods without a Tariff are free, so each period gets the Tariff of the whole object. */
function periodsOf({ charging_periods: periods }: Json, tariff: unknown): Json {
  if (!Array.isArray(periods)) return {};
  if (tariff === undefined || tariff === null) return { charging_periods: periods };
  return {
    charging_periods: (periods as Json[]).map((period) => ({
      ...period,
      tariff_id: period.tariff_id ?? tariff,
    })),
  };
}

function priceOf({ total_cost: cost }: Json): Json {
  return cost === undefined || cost === null ? {} : { total_cost: { excl_vat: cost } };
}

/** A charging period without any dimension left says that no energy flowed. */
export const period: Rule = (given, carried, passage, pointer) => {
  if (carried.dimensions !== undefined) return periodWithTariff(given, carried);
  passage.invent(`${pointer}/dimensions`);
  return periodWithTariff(given, { ...carried, dimensions: [{ type: 'ENERGY', volume: 0 }] });
};

function periodWithTariff({ tariff_id }: Json, carried: Json): Json {
  return tariff_id === undefined || tariff_id === null ? carried : { ...carried, tariff_id };
}

/** A CDR dimension whose type the reader's version lacks is left out together with its quantity. */
export const dimension: Rule = (_given, carried) => (carried.type === undefined ? undefined : carried);

/** Completes a Session of 2.2.1 for readers of 2.1.1: the contract, and the whole Location. */
export const sessionDown: Rule = (given, carried, passage) => ({
  ...carried,
  auth_id: contractOf(given, passage),
  location: locationOf(given, passage),
  ...costOf(given, passage),
});

/** Completes a CDR of 2.2.1 for readers of 2.1.1; credit CDRs are withheld. */
export const cdrDown: Rule = (given, carried, passage) => {
  if (given.credit === true) passage.hold('it is a credit, which a reader of 2.1.1 would add once more');
  if (given.home_charging_compensation === true)
    passage.hold('it compensates charging at home, which 2.1.1 cannot say');
  if (given.signed_data !== undefined)
    passage.note('the signed meter values are lost: the bill goes without its proof');
  return {
    ...carried,
    auth_id: contractOf(given, passage),
    location: fromCdrLocation(given, passage),
    ...costOf(given, passage),
  };
};

function contractOf({ cdr_token: token }: Json, { lose }: Passage): unknown {
  for (const field of ['uid', 'type', 'country_code', 'party_id']) lose(`/cdr_token/${field}`);
  return (token as Json | undefined)?.contract_id;
}

function costOf({ total_cost: cost }: Json, { lose, note }: Passage): Json {
  const price = cost as { excl_vat?: unknown; incl_vat?: unknown } | undefined | null;
  if (!price) return {};
  if (price.incl_vat !== undefined) {
    lose('/total_cost/incl_vat');
    note('the cost with tax is lost');
  }
  return { total_cost: price.excl_vat };
}

/** The Location of a Session for 2.1.1, with the one EVSE and Connector; made up where it is not known. */
function locationOf(given: Json, { context, invent }: Passage): Json {
  const { location } = context;
  if (location) {
    const evse = ((location.evses ?? []) as Json[]).find(({ uid }) => uid === given.evse_uid);
    const connectors = ((evse?.connectors ?? []) as Json[]).filter(({ id }) => id === given.connector_id);
    const rest = withoutEvses(location);
    return evse ? { ...rest, evses: [{ ...evse, connectors }] } : rest;
  }
  invent('/location');
  return {
    id: given.location_id,
    type: 'UNKNOWN',
    ...{ address: filler, city: filler, postal_code: filler },
    country: alpha3(partyId(context.owner).country_code) ?? 'XXX',
    coordinates: { latitude: '0.000000', longitude: '0.000000' },
    last_updated: given.last_updated,
  };
}

function fromCdrLocation({ cdr_location: given, last_updated }: Json, passage: Passage): Json {
  const {
    id,
    name,
    address,
    city,
    postal_code,
    country,
    coordinates,
    evse_uid,
    evse_id,
    connector_id,
    ...rest
  } = given as Json;
  const { context, invent } = passage;
  for (const field of [
    'type',
    'evses/0/status',
    'evses/0/connectors/0/voltage',
    'evses/0/connectors/0/amperage',
  ])
    invent(`/location/${field}`);
  if (rest.state !== undefined) passage.lose('/cdr_location/state');
  if (postal_code === undefined) invent('/location/postal_code');
  const connector = {
    id: connector_id,
    standard: rest.connector_standard,
    format: rest.connector_format,
    power_type: passage.convert('PowerType', rest.connector_power_type, '/cdr_location/connector_power_type'),
    ...{ voltage: 0, amperage: 0, last_updated },
  };
  const evse = {
    uid: evse_uid,
    ...(evse_id === filler ? {} : { evse_id }),
    status: 'UNKNOWN',
    connectors: [connector],
    last_updated,
  };
  return {
    id,
    type: context.location?.type ?? 'UNKNOWN',
    ...(name === undefined ? {} : { name }),
    ...{ address, city, postal_code: postal_code ?? filler, country },
    coordinates: passage.convert('GeoLocation', coordinates, '/cdr_location/coordinates'),
    ...(evse_uid === filler ? {} : { evses: [evse] }),
    last_updated,
  };
}

function withoutEvses({ evses: _, ...rest }: Json): Json {
  return rest;
}
