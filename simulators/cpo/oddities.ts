import type { CommandResponseType } from '../../src/ocpi/types.generated.ts';

/** What an EVSE that is there for tests makes of every command, by its uid: `EVSE-REJECT`, `EVSE-TIMEOUT` (CMD-16). */
export function oddityOf(evseUid: string): CommandResponseType | undefined {
  const [, name = ''] = /^EVSE-(REJECT|TIMEOUT)(?:-\d+)?$/.exec(evseUid) ?? [];
  return oddities[name];
}

const oddities: Record<string, CommandResponseType> = {
  REJECT: 'REJECTED',
  TIMEOUT: 'TIMEOUT',
};
