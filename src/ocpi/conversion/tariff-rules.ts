import type { Json } from '../editions/basic-ocpi-types.ts';
import { partyId } from '../words/party-id.ts';
import type { Rule } from './conversion-rule-types.ts';

/** Completes a Tariff of 2.1.1 for readers of 2.2.1: its owner inside; withheld where nobody has told the tax. */
export const tariffUp: Rule = (_given, carried, { context, hold }, pointer) => {
  // A CDR is never withheld because of the Tariffs in it.
  if (context.tax === undefined && pointer === '')
    hold('nobody has told the tax on its prices, and 2.2.1 reads none as no tax');
  return { ...partyId(context.owner), ...carried };
};

/** Prices of 2.1.1 say nothing of tax; a price without `vat` means in 2.2.1 that none applies. */
export const priceUp: Rule = (given, carried, { context, note }) => {
  const own = given.vat;
  if (typeof own === 'number') return { ...carried, vat: own };
  if (typeof context.tax === 'number') return { ...carried, vat: context.tax };
  if (context.tax === undefined) note('the tax on these prices is not known: 2.2.1 reads that as none');
  return carried;
};

/**
 * Completes a Tariff of 2.2.1 for readers of 2.1.1: withheld where it is for something other than the usual contract,
 * and without elements whose condition 2.1.1 lacks.
 */
export const tariffDown: Rule = (given, carried, passage, pointer) => {
  const { type = 'REGULAR' } = given;
  if (type !== 'REGULAR' && pointer === '')
    passage.hold(`its type is ${String(type)}, which 2.1.1 cannot say`);
  for (const field of ['min_price', 'max_price'])
    if (given[field] !== undefined)
      passage.note(`the ${field} of this Tariff is lost, which changes what is paid`);
  if (carried.elements === undefined) passage.hold('none of its elements can be said in 2.1.1');
  return carried;
};

/**
 * An element of a Tariff with a condition that 2.1.1 lacks is left out: without the condition it would always apply.
 */
export const elementDown: Rule = (given, carried, passage, pointer) => {
  const restrictions = (given.restrictions ?? {}) as Json;
  const unsaid = ['min_current', 'max_current', 'reservation'].some(
    (field) => (restrictions[field] ?? undefined) !== undefined,
  );
  if (!unsaid) return carried;
  passage.lose(pointer);
  return undefined;
};
