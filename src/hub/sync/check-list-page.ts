import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../ocpi/editions/edition-type.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Judged } from '../../ocpi/words/finding-type.ts';
import { nextLink } from '../../ocpi/words/next-link-header.ts';

/** Most findings about one page that are recorded; further ones say the same. */
const most = 50;

/** Most objects of one page that are judged; all of them are checked before they are stored. */
const looked = 100;

/** Judges a page of a partner's list: its headers, its next link, its first objects (TRANS-11, 28, 29, 32). */
export function judgePage(
  { check, isFlawless }: Edition,
  module: ObjectModuleId,
  origin: string,
  { data, headers, elements }: Reply,
): Judged[] {
  if (!Array.isArray(data)) return [{ pointer: '/data', message: 'must be a list', requirement: 'TRANS-11' }];
  const found = judgeHeaders(origin, headers);
  const { object: name } = objectRow(module);
  for (const [at, object] of data.slice(0, looked).entries()) {
    if (found.length >= most) break;
    if (elements?.[at]?.known || isFlawless(name, object)) continue;
    for (const { pointer, message } of check(name, object, 'strict'))
      found.push({ pointer: `/data/${at}${pointer}`, message });
  }
  return found.slice(0, most);
}

function judgeHeaders(origin: string, headers: Reply['headers']): Judged[] {
  const found: Judged[] = [];
  const add = (requirement: string, message: string) => found.push({ pointer: '', message, requirement });
  if (headers['x-total-count'] === undefined) add('TRANS-28', 'the header X-Total-Count is missing');
  if (headers['x-limit'] === undefined) add('TRANS-29', 'the header X-Limit is missing');
  const next = nextLink(headers.link);
  if (next === undefined) return found;
  if (!URL.canParse(next)) add('TRANS-32', `the next link must be an absolute URL, got ${next.slice(0, 80)}`);
  else if (new URL(next).origin !== origin)
    add('TRANS-32', `the next link leads to another host, ${new URL(next).origin}, and is not followed`);
  return found;
}
