import { location } from '../torture/partner/sample-objects.ts';
import { until } from '../torture/wait-until.ts';
import { agree, join, type Partner } from './attacking-partner.ts';
import type { Hub } from './hub-under-attack.ts';

/** The setting of an attack: a hub, an honest operator and provider, and a function by which further partners join. */
export interface Stage {
  hub: Hub;
  cpo: Partner;
  emsp: Partner;
  joins(role: 'CPO' | 'EMSP', agreedWith?: Partner[]): Promise<Partner>;
  stop(): void;
}

/** Number of Locations that the honest operator has published: a page of them has some hundred kilobytes. */
const published = 1000;

/** Registers an honest operator and provider with a hub, and publishes the operator's Locations. */
export async function stageOn(hub: Hub): Promise<Stage> {
  const names = partyIds();
  const partners: Partner[] = [];
  const joins: Stage['joins'] = async (role, agreedWith = []) => {
    const partner = await join(hub, role, names.next().value as string);
    partners.push(partner);
    for (const other of agreedWith)
      await agree(hub, role === 'CPO' ? partner : other, role === 'CPO' ? other : partner);
    return partner;
  };
  const cpo = await joins('CPO');
  const emsp = await joins('EMSP', [cpo]);
  for (let from = 0; from < published; from += 50)
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const { status } = await cpo.send(
          'PUT',
          `/locations/NL/${cpo.party}/L${from + n}`,
          location(`L${from + n}`, 1),
        );
        if (status !== 200 && status !== 201) throw new Error(`a Location was answered with HTTP ${status}`);
      }),
    );
  await until(
    () => (emsp.got('locations', 'PUT').length < published ? 'the Locations have not come' : undefined),
    60_000,
  );
  return { hub, cpo, emsp, joins, stop: () => partners.map((partner) => partner.stop()) };
}

function* partyIds(): Generator<string> {
  const start = Date.now() % 40_000;
  for (let n = start; ; n += 1) yield n.toString(36).toUpperCase().padStart(3, '0').slice(-3);
}
