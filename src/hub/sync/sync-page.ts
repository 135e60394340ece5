import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import type { Judgement, Reply } from '../../ocpi/messages/exchange.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Repair } from '../../ocpi/words/style.ts';
import type { Hub } from '../hub.ts';
import type { Connection } from '../ports/registry.ts';
import { toPartner } from '../requests.ts';
import { type Asked, linkFindings } from './crawl.ts';
import { judgePage } from './judge-page.ts';
import { mendPage } from './mend-page.ts';

/** A page of a partner's list, what of it was mended, and which objects are valid as they came. */
export interface SyncPage extends Asked {
  valid: Set<unknown>;
  repaired: Repair[];
}

/** Asks one partner, in the name of one of its parties, for a page: judged as it was sent, and mended unless the connection is strict. */
export async function askPage(
  hub: Hub,
  connection: Connection,
  module: ObjectModuleId,
  to: Party,
  url: URL,
): Promise<SyncPage> {
  let mended: ReturnType<typeof mendPage> | undefined;
  const judge = (given: Reply): Judgement => {
    const findings = [...judgePage(module, url.origin, given), ...linkFindings(url, given)];
    if (connection.options.strict) return { findings };
    mended = mendPage(module, given);
    // Findings speak of what was sent, not of what was made of it.
    const told = new Set(mended.findings.map(({ pointer }) => pointer));
    return {
      data: mended.data,
      findings: [...findings.filter(({ pointer }) => !told.has(pointer)), ...mended.findings],
    };
  };
  const reply = await hub.send(
    toPartner(
      connection,
      {},
      { method: 'GET', url: url.href, module, to, from: hub.party, timeout: hub.pullTimeout, judge },
    ),
  );
  return { reply, valid: mended?.valid ?? new Set(), repaired: mended?.used ?? [] };
}
