import type { Json } from '../editions/basic-ocpi-types.ts';
import { partyId } from '../words/party-id.ts';
import type { Rule } from './conversion-rule-types.ts';
import { cutAtWord, filler, isFiller } from './shorten-and-fill-values.ts';
import { zoneFor } from './time-zone-of-location.ts';

/** Completes a Location of 2.1.1 for readers of 2.2.1: its owner inside, published, with a time zone. */
export const locationUp: Rule = (given, carried, passage, pointer) => {
  const told = zoneFor(given);
  const zone = told ?? passage.context.zone;
  if (zone === undefined)
    passage.hold(
      '2.2.1 asks for the time zone: neither the Location nor its country tells it, nor the option time_zone of its operator',
    );
  else if (zone !== given.time_zone) passage.invent(`${pointer}/time_zone`);
  if (told === undefined && zone !== undefined)
    passage.note(`the time zone is that of its operator's connection, ${zone}: the Location tells none`);
  const isSaid = typeof given.publish === 'boolean';
  if (!isSaid) passage.invent(`${pointer}/publish`);
  return {
    ...partyId(passage.context.owner),
    ...carried,
    publish: isSaid ? given.publish : true,
    ...(isFiller(given.postal_code) ? {} : { postal_code: given.postal_code }),
    time_zone: zone,
  };
};

/** Completes a Location of 2.2.1 for readers of 2.1.1; an unpublished one is withheld. */
export const locationDown: Rule = (given, carried, passage, pointer) => {
  if (given.publish === false) passage.hold('it is not to be published, which 2.1.1 cannot say');
  const address = cutAtWord(String(given.address), 45);
  if (address !== given.address) passage.lose(`${pointer}/address`);
  if (carried.type === undefined) passage.invent(`${pointer}/type`);
  if (given.postal_code === undefined) passage.invent(`${pointer}/postal_code`);
  return { type: 'UNKNOWN', ...carried, address, postal_code: given.postal_code ?? filler };
};

/**
 * Converts opening hours of 2.1.1, which are hours by weekday or absent, into those of 2.2.1, which say whether it is
 * always open.
 */
export const hoursUp: Rule = (given, carried, passage, pointer) => {
  const regular = Array.isArray(given.regular_hours) ? (given.regular_hours as Json[]) : [];
  if (given.twentyfourseven === true) return { twentyfourseven: true, ...carried };
  const kept = regular.flatMap((hours, at) =>
    closedByMidnight(hours, () => passage.lose(`${pointer}/regular_hours/${at}`)),
  );
  if (kept.length > 0) return { twentyfourseven: false, regular_hours: kept, ...carried };
  if (given.twentyfourseven === false || regular.length > 0) {
    passage.lose(pointer);
    return undefined;
  }
  passage.invent(`${pointer}/twentyfourseven`);
  return { twentyfourseven: true, ...carried };
};

/** Converts opening hours of 2.2.1 for 2.1.1, where the one form excludes the other. */
export const hoursDown: Rule = (given, carried) => {
  if (given.twentyfourseven === true) return { twentyfourseven: true, ...carried };
  return given.regular_hours === undefined ? carried : { regular_hours: given.regular_hours, ...carried };
};

/**
 * Changes hours of one weekday so that they end on that day: midnight becomes a minute earlier; hours that end before
 * they begin are left out.
 */
function closedByMidnight(hours: Json, lose: () => void): Json[] {
  const end = String(hours.period_end);
  if (end === '24:00' || end === '00:00') {
    lose();
    return [{ ...hours, period_end: '23:59' }];
  }
  if (end > String(hours.period_begin)) return [hours];
  lose();
  return [];
}

/** Completes an EVSE of 2.1.1 for 2.2.1, where `evse_id` must not be empty. */
export const evseUp: Rule = ({ evse_id: id }, carried, { lose }, pointer) => {
  if (!isFiller(id)) return { ...carried, evse_id: id };
  if (id !== undefined && id !== null) lose(`${pointer}/evse_id`);
  return carried;
};

/** Converts a Connector for 2.2.1, which has a list of Tariffs where 2.1.1 has one. */
export const connectorUp: Rule = (given, carried) =>
  given.tariff_id === undefined || given.tariff_id === null
    ? carried
    : { ...carried, tariff_ids: [given.tariff_id] };

/** Converts a Connector of 2.2.1 for 2.1.1, with the first of its Tariffs. */
export const connectorDown: Rule = (given, carried, passage, pointer) => {
  const ids = Array.isArray(given.tariff_ids) ? given.tariff_ids : [];
  ids.slice(1).forEach((_, at) => passage.lose(`${pointer}/tariff_ids/${at + 1}`));
  return ids.length === 0 ? carried : { ...carried, tariff_id: ids[0] };
};
