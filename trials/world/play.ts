import { changeAgreement, createAgreement } from '../../src/hub/partners/agreements.ts';
import { partyId } from '../../src/ocpi/words/party.ts';
import { fair } from './network/network.ts';
import type { Deed } from './plan.ts';
import type { World } from './world.ts';

/** Does a deed in a world; what it begins ends by itself. */
export function play(world: World, deed: Deed): void {
  const { time, processes, database, network } = world;
  switch (deed.do) {
    case 'change':
      return world.member(deed.who).owned.change(deed.module, deed.id, deed.way);
    case 'withdraw':
      return world.member(deed.who).owned.withdraw('tariffs', deed.id);
    case 'agree':
    case 'suspend':
    case 'resume':
    case 'end':
      return void agree(world, deed).catch(() => undefined);
    case 'crash':
    case 'stop': {
      const process = processes[deed.process]!;
      if (deed.do === 'crash') process.crash(deed.silent);
      else process.stop();
      return void time.after(deed.for, () => process.start());
    }
    case 'stall':
      return processes[deed.process]?.stall(deed.for);
    case 'power':
      return database.crash(deed.for);
    case 'mood': {
      const { partner } = world.member(deed.who);
      partner.mood = deed.mood;
      return void time.after(deed.for, () => {
        partner.mood = 'well';
      });
    }
    case 'weather': {
      const { host } = world.member(deed.who).partner;
      network.setWeather(host, deed.weather);
      return void time.after(deed.for, () => network.setWeather(host, fair));
    }
  }
}

async function agree(
  world: World,
  { do: what, cpo, emsp }: Deed & { cpo: string; emsp: string },
): Promise<void> {
  await world.administer(async (hub) => {
    const known = hub.store.registry
      .read()
      .agreements.find((one) => one.cpo === cpo && one.emsp === emsp && one.status !== 'TERMINATED');
    if (what === 'agree') {
      if (!known) await createAgreement(hub, { cpo: partyId(cpo as never), emsp: partyId(emsp as never) });
    } else if (known) {
      const status = what === 'suspend' ? 'SUSPENDED' : what === 'resume' ? 'ACTIVE' : 'TERMINATED';
      await changeAgreement(hub, known.id, { status });
    }
  });
}
