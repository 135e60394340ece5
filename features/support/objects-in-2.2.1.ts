import type { Json, JsonObject } from './http-call.ts';

// Objects of the samples in OCPI 2.2.1, written by hand from its text: a second opinion beside the converters of the hub.

/** A body of a provider as 2.2.1 writes it: its Tokens with owner and contract, reservations with ids of text. */
export function asProviderWrites(
  owner: { country_code: string; party_id: string },
  target: string,
  text: string,
): string {
  const [module = ''] = target.split(/[/?]/);
  const body = module === 'tokens' || module === 'commands' ? objectIn(text) : undefined;
  if (!body) return text;
  if (module === 'tokens') return JSON.stringify(newerToken(inUrl(target) ?? owner, body));
  const { token, reservation_id: reservation } = body;
  return JSON.stringify({
    ...body,
    ...(isObject(token) ? { token: newerToken(owner, token) } : {}),
    ...(typeof reservation === 'number' ? { reservation_id: String(reservation) } : {}),
  });
}

/** Whether an object is one of 2.2.1. */
export function isNewer(object: JsonObject): boolean {
  return object.publish !== undefined || object.cdr_token !== undefined;
}

/** An operator's object as a reader of 2.2.1 should get it; owner, and card of the driver, are those of the one that came. */
export function asReadInNewer(sent: JsonObject, came: JsonObject): JsonObject {
  const { country_code = '', party_id = '' } = came;
  const owner = { country_code, party_id };
  if (came.publish !== undefined) return { ...owner, ...location(sent) };
  return sent.total_energy === undefined
    ? { ...owner, ...session(sent, came) }
    : { ...owner, ...cdr(sent, came) };
}

/** The party in the URL of an object: a platform may have several. */
function inUrl(target: string): { country_code: string; party_id: string } | undefined {
  const [, country_code, party_id] = target.split(/[/?]/);
  return country_code && party_id ? { country_code, party_id } : undefined;
}

/** A Token of 2.1.1 as 2.2.1 has it; one of 2.2.1 stays. */
export function newerToken(owner: { country_code: string; party_id: string }, given: JsonObject): JsonObject {
  const { auth_id, ...rest } = given;
  if (auth_id === undefined) return given;
  return { country_code: owner.country_code, party_id: owner.party_id, ...rest, contract_id: auth_id };
}

function location({ type, evses, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    ...(type === 'OTHER' || type === 'UNKNOWN' ? {} : { parking_type: type as string }),
    publish: true,
    ...(Array.isArray(evses) ? { evses: evses.map((one) => evse(one as JsonObject)) } : {}),
  };
}

function evse({ connectors, ...rest }: JsonObject): JsonObject {
  return { ...rest, connectors: (connectors as JsonObject[]).map(connector) };
}

function connector({ voltage, amperage, tariff_id, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    ...{ max_voltage: voltage as number, max_amperage: amperage as number },
    ...(tariff_id === undefined ? {} : { tariff_ids: [tariff_id] }),
  };
}

function session(sent: JsonObject, came: JsonObject): JsonObject {
  const {
    start_datetime,
    end_datetime,
    auth_id,
    location: place,
    total_cost,
    charging_periods,
    ...rest
  } = sent;
  const [at] = (place as { evses: JsonObject[] }).evses;
  const [plug] = at?.connectors as JsonObject[];
  return {
    ...rest,
    start_date_time: start_datetime as string,
    ...(end_datetime === undefined ? {} : { end_date_time: end_datetime }),
    cdr_token: driver(auth_id, came),
    location_id: (place as JsonObject).id as string,
    ...{ evse_uid: at?.uid as string, connector_id: plug?.id as string },
    ...price(total_cost),
    ...periods(charging_periods, plug?.tariff_id),
  };
}

function cdr(sent: JsonObject, came: JsonObject): JsonObject {
  const { stop_date_time, auth_id, location: place, total_cost, charging_periods, tariffs, ...rest } = sent;
  const { id, name, address, city, postal_code, country, coordinates, evses } = place as JsonObject;
  const [at] = evses as JsonObject[];
  const [plug] = at?.connectors as JsonObject[];
  const { country_code = '', party_id = '', session_id } = came;
  return {
    ...rest,
    end_date_time: stop_date_time as string,
    ...(session_id === undefined ? {} : { session_id }),
    cdr_token: driver(auth_id, came),
    cdr_location: {
      ...(Object.fromEntries(
        Object.entries({ id, name, address, city, postal_code, country, coordinates }).filter(
          ([, value]) => value !== undefined,
        ),
      ) as JsonObject),
      ...{ evse_uid: at?.uid as string, evse_id: at?.evse_id as string, connector_id: plug?.id as string },
      connector_standard: plug?.standard as string,
      connector_format: plug?.format as string,
      connector_power_type: plug?.power_type as string,
    },
    tariffs: (tariffs as JsonObject[]).map((tariff) => ({ country_code, party_id, ...tariff })),
    ...price(total_cost),
    ...periods(charging_periods, (tariffs as JsonObject[])[0]?.id),
  };
}

/**
 * The driver of a Session or CDR as a reader of 2.2.1 should get it: the card that came, with the contract that the
 * operator sent.
 */
function driver(contract: Json | undefined, { cdr_token: came }: JsonObject): JsonObject {
  return { ...(came as JsonObject), contract_id: contract as string };
}

function price(cost: Json | undefined): JsonObject {
  return cost === undefined ? {} : { total_cost: { excl_vat: cost } };
}

function periods(given: Json | undefined, tariff: Json | undefined): JsonObject {
  if (!Array.isArray(given)) return {};
  const named: JsonObject = tariff === undefined ? {} : { tariff_id: tariff };
  return { charging_periods: given.map((one) => ({ ...(one as JsonObject), ...named })) };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
