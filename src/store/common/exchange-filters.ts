import type { ExchangeQuery, SoughtHeader } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';

/**
 * Tells whether an exchange passes the journal's filters that are no comparison of one field: party, finding and
 * header.
 */
export function passesWhole(
  exchange: Exchange,
  { party, finding, header }: Pick<ExchangeQuery, 'party' | 'finding' | 'header'>,
): boolean {
  return (
    isOf(exchange, party) &&
    hasFinding(
      exchange.findings?.map(({ requirement }) => requirement),
      finding,
    ) &&
    (header === undefined || hasHeader(exchange, header))
  );
}

/** Tells whether an exchange is from or to a party. */
export function isOf({ from, to }: Pick<Exchange, 'from' | 'to'>, party: string | undefined): boolean {
  return party === undefined || from === party || to === party;
}

/** Tells whether one of an exchange's findings is the searched one; `named` are the requirements of its findings. */
export function hasFinding(
  named: (string | null | undefined)[] | undefined,
  finding: string | undefined,
): boolean {
  if (finding === undefined) return true;
  return named !== undefined && (finding === 'any' ? named.length > 0 : named.includes(finding));
}

function hasHeader({ request, response }: Exchange, sought: SoughtHeader): boolean {
  const name = sought.name.toLowerCase();
  const value = sought.value?.toLowerCase() ?? '';
  return [request, response].some((message) =>
    Object.entries(message?.headers ?? {}).some(
      ([given, text]) => given.toLowerCase() === name && text.toLowerCase().includes(value),
    ),
  );
}
