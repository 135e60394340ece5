import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { WhyView } from '../types.generated.ts';

/** A reason why an object has or has not arrived, with a code for programs and a text for people. */
export type Reason = WhyView['reasons'][number];

/** An object as an operator names it: its owner, and the id that its owner gave it. */
export interface ObjectName {
  module: ObjectModuleId;
  owner: Party;
  id: string;
}
