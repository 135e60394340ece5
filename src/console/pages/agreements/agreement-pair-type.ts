import type { AgreementView, PartyReference } from '../../../hub/types.generated.ts';

/** An operator and a provider, with their agreement when they have one. */
export interface Pair {
  cpo: PartyReference;
  emsp: PartyReference;
  agreement: AgreementView | undefined;
}
