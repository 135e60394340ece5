import type { Answered } from '../testing/test-api-types.ts';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A partner's answer in a few words: its status and message; without an OCPI envelope, the beginning of the body. */
export function inShort({ http, status_code, status_message, instead }: Answered): string {
  const said = [status_message, instead?.replaceAll(/\s+/g, ' ').trim()].filter(Boolean).join(': ');
  return `HTTP ${http ?? 'nothing'}, status code ${status_code ?? 'none'}${said ? `, ${said}` : ''}`;
}

/**
 * Differences between the object that was sent and the one read back, each by its place; `last_updated` is the
 * receiver's to set.
 */
export function differences(sent: unknown, got: unknown, place = ''): string[] {
  if (kindOf(sent) !== kindOf(got))
    return [
      `${place || 'the whole'}: sent ${kindOf(sent)}, got ${got === undefined ? 'nothing' : kindOf(got)}`,
    ];
  if (Array.isArray(sent))
    return sent.flatMap((entry, at) => differences(entry, (got as unknown[])?.[at], `${place}/${at}`));
  if (kindOf(sent) !== 'an object')
    return sent === got
      ? []
      : [`${place || 'the whole'}: sent ${JSON.stringify(sent)}, got ${JSON.stringify(got) ?? 'nothing'}`];
  return Object.entries(sent as Json)
    .filter(([key]) => key !== 'last_updated')
    .flatMap(([key, value]) => differences(value, (got as Json)[key], `${place}/${key}`));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : 'a value';
}
