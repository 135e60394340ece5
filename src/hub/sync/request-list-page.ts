import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Judgement, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Rating } from '../../ocpi/words/finding-type.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Repair } from '../../ocpi/words/repair-kinds.ts';
import { toPartner } from '../build-request-to-partner.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { type ListAgain, ListedBefore } from '../remembered-lists.ts';
import { judgePage } from './check-list-page.ts';
import { linkFindings, type PageReply } from './crawl-list-pages.ts';
import { mendPage } from './repair-list-page.ts';

/** A page of a partner's list, the repairs that the hub made to it, and the objects that were valid as they came. */
export interface SyncPage extends PageReply {
  valid: Set<unknown>;
  /** Those of the valid objects about which there is no finding, with their ratings. */
  flawless: Map<unknown, Rating>;
  repaired: Repair[];
}

/** An object of a page by its place, parsed now where it was recognised by its text. */
export function wholeObject({ reply: { data, elements } }: SyncPage, at: number): unknown {
  const object = (data as unknown[])[at];
  return object instanceof ListedBefore ? JSON.parse(elements?.[at]?.text.toString() ?? '') : object;
}

/** The list that a page belongs to: a module of a partner, in the name of one of its parties. */
export interface ListOf {
  connection: Connection;
  module: ObjectModuleId;
  party: Party;
  /** The list as the hub remembers it. */
  before?: ListAgain | undefined;
}

/** Asks a partner for a page; the page is judged as it was sent, and repaired unless the connection is strict. */
export async function askPage(
  hub: Hub,
  { connection, module, party, before }: ListOf,
  url: URL,
): Promise<SyncPage> {
  const edition = editionOf(connection);
  const judge = (given: Reply): Judgement => {
    const findings = [...judgePage(edition, module, url.origin, given), ...linkFindings(url, given)];
    if (connection.options.strict) return { findings };
    const { used, ...mended } = mendPage(edition, module, given);
    // Findings are about the page as it was sent, not about the repaired one.
    const told = new Set(mended.findings.map(({ pointer }) => pointer));
    return {
      ...mended,
      repaired: used,
      findings: [...findings.filter(({ pointer }) => !told.has(pointer)), ...mended.findings],
    };
  };
  const { judgement, ...reply } = await hub.send(
    toPartner(
      connection,
      {},
      {
        ...{ method: 'GET', url: url.href, module, to: party, from: hub.party },
        ...{ timeout: hub.pullTimeout, judge },
        // A strict connection has its pages checked whole.
        knownTexts: connection.options.strict ? undefined : before?.knownTexts,
      },
    ),
  );
  const { valid = new Set(), flawless = new Map(), repaired = [] } = judgement ?? {};
  return { reply, valid, flawless, repaired };
}
