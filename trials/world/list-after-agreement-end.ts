import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { changeAgreement } from '../../src/hub/partners/agreements.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { isOperator } from './partner-in-simulated-world.ts';
import { type Json, kinds } from './partners/sample-objects.ts';
import { read } from './partners/simulated-partner.ts';
import type { Deed } from './plan-types.ts';
import type { HubProcess } from './simulated-hub-process.ts';
import type { World } from './simulated-world-types.ts';

/** Milliseconds in which the hub usually answers a list request. */
const usualAnswer = 3.5;

type Limit = Extract<Deed, { do: 'limit' }>;

/**
 * Ends the agreement of an operator and a provider on a full second, and lets the provider read Locations in the last
 * milliseconds before it and in its very millisecond, by the clock of each process (HUB-10).
 */
export function limit(
  world: World,
  { cpo, emsp, for: length }: Limit,
  insist: (work: (hub: Hub) => Promise<unknown>) => unknown,
): void {
  const { time, processes } = world;
  const end = Math.ceil((time.now() + length) / 1_000) * 1_000;
  const valid_to = new Date(end).toISOString();
  insist(async (hub) => {
    const known = agreementOf(hub, cpo, emsp);
    if (known && !known.valid_to && time.now() < end - 1_000)
      await changeAgreement(hub, known.id, { valid_to });
  });
  for (const process of processes)
    for (const isOver of [false, true])
      time.after(end - process.skew - time.now() + (isOver ? 0.5 : -usualAnswer), () => {
        const owner = process.owner();
        if (owner?.alive) time.after(0, () => look(world, process, { cpo, emsp, valid_to, isOver }), owner);
      });
}

function look(
  world: World,
  process: HubProcess,
  { cpo, emsp, valid_to, isOver }: { cpo: Party; emsp: Party; valid_to: string; isOver: boolean },
): void {
  const { judge, member, database, time } = world;
  const hub = process.hub();
  const server = process.server();
  const agreement = hub && agreementOf(hub, cpo, emsp);
  if (!server || agreement?.status !== 'ACTIVE' || agreement.valid_to !== valid_to) return;
  if (process.isTroubled() || isOperator(member(emsp).role)) return;
  const rows = [...database.durable.rows.values()];
  const has = rows.some(({ module, owner, object }) => module === 'locations' && owner === cpo && object);
  server.handle(member(emsp).partner.reading('locations'), (reply) => {
    const { ok, data } = read(reply);
    if (!ok || !Array.isArray(data)) return;
    // An answer that came after the end may be right to show nothing any more.
    if (!isOver && time.now() + process.skew >= Date.parse(valid_to)) return;
    const sees = (data as Json[]).some((location) => kinds.locations.owner(location) === cpo);
    const words = `${process.name} shows ${emsp} ${sees ? '' : 'no '}Locations of ${cpo} ${isOver ? 'in the very millisecond at which' : 'in the last milliseconds before'} their agreement ends`;
    if (isOver && sees) judge.fail({ rule: 'nobody else anything', words, about: [emsp, cpo] });
    if (!isOver && has && !sees) judge.fail({ rule: 'everybody has the newest', words, about: [emsp, cpo] });
  });
}

function agreementOf(hub: Hub, cpo: Party, emsp: Party) {
  return hub.store.registry
    .read()
    .agreements.between(cpo, emsp)
    .find(({ status }) => status !== 'TERMINATED');
}
