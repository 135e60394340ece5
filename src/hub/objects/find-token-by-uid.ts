import { folded } from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { ignoresCase } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { tokensBy, typeOf, uidOf } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Reader } from '../object-translation-types.ts';
import type { StoredObject } from '../ports/object-store.ts';

/**
 * The Token of an owner with this uid, in any case where the speaker's version ignores case; of several Tokens the RFID
 * one (TOK-08).
 */
export async function tokenNamed(
  { store }: Pick<Hub, 'store'>,
  owner: Party,
  uid: string,
  type: string | undefined,
  speaker: Reader,
): Promise<StoredObject | undefined> {
  const found = async (field: 'id' | 'alias', value: string) =>
    (await tokensBy(store, field, value)).filter(
      (token) => token.owner === owner && (type === undefined || token.id.startsWith(`${type}|`)),
    );
  const exact = await found('id', uid);
  if (exact.length > 0 || !ignoresCase(speaker)) return oneOf(exact);
  const name = folded(uid);
  return oneOf((await Promise.all([found('alias', name), found('id', name)])).flat());
}

/** A Token as its owner writes it: pushed, or on the list of its Tokens. */
interface WrittenToken {
  module: ObjectModuleId;
  edition: Reader['edition'];
  method: string;
  /** The uid that the URL names, or that of the entry of the list. */
  uid: string;
  /** The type that the URL names. */
  type: string | undefined;
  body: unknown;
}

/**
 * The id, type and body under which the hub stores a written Token: the uid is the one that its owner wrote first, in
 * whatever case the URL and the body write it now (TOK-07, TOK-08).
 */
export async function tokenWritten(
  hub: Pick<Hub, 'store'>,
  owner: Party,
  { module, edition, method, uid, type: named, body }: WrittenToken,
): Promise<{ id: string; type: string | undefined; body: unknown }> {
  const isWhole = method === 'PUT';
  if (!ignoresCase({ edition }) && (named || isWhole)) return { id: uid, type: named, body };
  const field = objectRow(module).key.at(-1) as string;
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Json) : {};
  const inBody = asText(given[field]);
  const meant = named ?? (isWhole ? asText(given.type) || undefined : undefined);
  const known = await tokenNamed(hub, owner, uid, meant, { edition });
  const id = known ? uidOf(known) : isSame(inBody, uid) ? inBody : uid;
  const type = named ?? (isWhole || !known ? undefined : typeOf(known));
  return {
    id,
    type,
    body: ignoresCase({ edition }) && isSame(inBody, id) ? { ...given, [field]: id } : body,
  };
}

function isSame(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function oneOf(tokens: StoredObject[]): StoredObject | undefined {
  return tokens.length > 1 ? tokens.find((token) => token.id.startsWith('RFID|')) : tokens[0];
}
