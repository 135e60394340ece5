import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { WhyView } from '../types.generated.ts';

/** Why an object has or has not arrived: one reason, for programs and for people. */
export type Reason = WhyView['reasons'][number];

/** An object as an operator names it: whose, and the id its owner gave it. */
export interface ObjectName {
  module: ObjectModuleId;
  owner: Party;
  id: string;
}
