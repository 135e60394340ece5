import type { Json } from '../ocpi/editions/basic-ocpi-types.ts';
import { type Facts, pointerTo } from '../ocpi/editions/facts-of-object.ts';
import { editionOf } from '../ocpi/editions/supported-versions.ts';
import type { SchemaVersion } from '../ocpi/types/names.generated.ts';

/** The facts of a Token in a question or an answer, each with its JSON pointer below the Token. */
export interface TokenRead extends Pick<Facts, 'contract' | 'uid'> {
  at: Record<'contract' | 'uid', string>;
}

/** Reads the facts of a Token in a question or an answer of a version of OCPI. */
export function readToken(of: { edition?: SchemaVersion | undefined }, token: Json): TokenRead {
  const { facts, objectRow } = editionOf(of);
  const { contract, uid } = facts('tokens', token);
  const row = objectRow('tokens');
  return { contract, uid, at: { contract: pointerTo(row, 'contract'), uid: pointerTo(row, 'uid') } };
}
