import type { TokenType } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Item, keyOf } from '../platform/object-store.ts';
import type { Platform } from '../platform/simulated-platform.ts';

/** A Token of the provider by its uid, and by its type where that is known. */
export function ownToken({ party, own }: Platform, uid: string, type?: string): Item | undefined {
  return (type === undefined ? types : [type])
    .map((type) => own.tokens.get(keyOf('tokens', party, { uid, type })))
    .find((item) => item !== undefined);
}

const types: TokenType[] = ['RFID', 'OTHER', 'APP_USER', 'AD_HOC_USER'];
