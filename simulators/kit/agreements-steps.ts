import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { KitWorld } from './cucumber-world.ts';

/** A hub stands in between; without one the scenario is skipped (`OCPI_KIT_THROUGH=hub`). */
Given('a hub stands in between', function (this: KitWorld) {
  return this.counterpart.hub ? undefined : 'skipped';
});

/** The roaming agreement between operator and provider is suspended, and in force again at the end of the scenario. */
When('the agreement is suspended', async function (this: KitWorld) {
  await agreementIs(this, 'SUSPENDED');
});

/** The roaming agreement is in force again. */
When('the agreement is in force again', async function (this: KitWorld) {
  await agreementIs(this, 'ACTIVE');
});

/** The counterpart renews its credentials: new tokens for both sides. */
When('the credentials are renewed', async function (this: KitWorld) {
  await this.simulator.renew();
});

/** The hub has objects of the party under test in a module. */
Then(/^the hub has the operator's (locations|tariffs)$/, async function (this: KitWorld, module: string) {
  const { hub, settings } = this.counterpart;
  const [country_code, party_id] = settings.party.split('*');
  await this.until(`${module} of ${settings.party} in the hub`, async () => {
    const path = `/objects/${module}?country_code=${country_code}&party_id=${party_id}&limit=1`;
    const { total } = (await hub?.admin('GET', path)) as { total: number };
    return total > 0 ? true : undefined;
  });
});

async function agreementIs(world: KitWorld, status: 'ACTIVE' | 'SUSPENDED'): Promise<void> {
  const { hub, agreement } = world.counterpart;
  assert.ok(hub && agreement, 'this step needs a hub: OCPI_KIT_THROUGH=hub');
  await hub.admin('PATCH', `/agreements/${agreement}`, { status });
}
