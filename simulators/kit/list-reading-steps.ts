import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { objectRow } from '../../src/ocpi/editions/modules.ts';
import { check } from '../../src/ocpi/schemas/validation.ts';
import type { CDR } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { checkCdr } from '../tariffs/check-cost-of-cdr.ts';
import type { Objects } from '../testing/test-api-types.ts';
import type { KitWorld } from './cucumber-world.ts';
import { inShort, type Json } from './failure-messages.ts';

type Listed = keyof Objects;
const moduleOf: Record<string, Listed> = {
  Locations: 'locations',
  Tariffs: 'tariffs',
  Sessions: 'sessions',
  CDRs: 'cdrs',
  Tokens: 'tokens',
};

/** The system under test is registered with the counterpart, which the run has seen to before its first scenario. */
Given('the system under test is connected', async function (this: KitWorld) {
  await this.simulator.registered(this.patience);
});

/** The provider reads a list of the operator, page by page; Sessions of the last week. */
When(
  /^the provider reads the operator's (Locations|Tariffs|Sessions|CDRs)$/,
  async function (this: KitWorld, kind: string) {
    this.read = await listOf(this, kind);
  },
);

/** The operator reads the provider's Tokens, page by page. */
When("the operator reads the provider's Tokens", async function (this: KitWorld) {
  this.read = await listOf(this, 'Tokens');
});

/** The list read before has the same objects in the same order when it is read in pages of one object. */
Then(
  /^page by page the list of (Locations|Tariffs|Tokens) is the same$/,
  async function (this: KitWorld, kind: string) {
    const module = moduleOf[kind] as Listed;
    const ids = this.read.slice(0, 5).map(keyIn);
    const found: string[] = [];
    let page = await this.send({ method: 'GET', module, query: { limit: 1 } });
    let where = 'the first page';
    while (found.length < ids.length) {
      assert.ok(page.success && Array.isArray(page.data), `${where}: ${inShort(page)}`);
      assert.ok(page.data.length <= 1, `a page of ${page.data.length} came where one object was asked for`);
      found.push(...(page.data as Json[]).map(keyIn));
      if (!page.next) break;
      where = page.next;
      page = await this.send({ method: 'GET', module, url: page.next });
    }
    assert.deepEqual(found, ids);
  },
);

/** The list of objects changed since a moment in the future is empty. */
Then(
  /^nothing of (Locations|Tariffs|CDRs|Tokens) has changed since tomorrow$/,
  async function (this: KitWorld, kind: string) {
    const tomorrow = formatDateTime(Date.now() + 86_400_000);
    assert.deepEqual(await this.list(moduleOf[kind] as Listed, { date_from: tomorrow }), []);
  },
);

/** The step before has read at least one object. */
Then('there is at least one', function (this: KitWorld) {
  assert.ok(this.read.length > 0, 'the list is empty');
});

/** The step before has read no object. */
Then('there is none', function (this: KitWorld) {
  assert.deepEqual(this.read.map(keyIn), []);
});

/** Each object that the step before read is valid by OCPI 2.1.1; each fault is named by its place. */
Then(/^each is a valid (Location|Tariff|Session|CDR|Token)$/, function (this: KitWorld, title: string) {
  const { object } = objectRow(moduleOf[`${title}s`] as Listed);
  const wrong = this.read.flatMap((one) =>
    check(object, one).map(({ pointer, message }) => `${keyIn(one)} ${pointer}: ${message}`),
  );
  assert.deepEqual(wrong.slice(0, 20), []);
});

/** The operator's list of Tariffs has each Tariff that a connector of the Locations read before names. */
Then('each Tariff that a connector names can be read', async function (this: KitWorld) {
  const named = new Set(
    this.read
      .flatMap(connectorsOf)
      .flatMap(({ tariff_id }) => (typeof tariff_id === 'string' ? [tariff_id] : [])),
  );
  const there = new Set((await listOf(this, 'Tariffs')).map(keyIn));
  assert.deepEqual(
    [...named].filter((id) => !there.has(id)),
    [],
  );
});

/** The cost of each CDR that was read follows from its own tariffs, to the cent. */
Then('its cost follows from its tariffs', function (this: KitWorld) {
  for (const cdr of this.read as unknown as CDR[]) {
    const { cost_expected, cost_stated } = checkCdr(cdr);
    assert.ok(
      Math.abs(cost_expected - cost_stated) < 0.011,
      `CDR ${cdr.id} costs ${cost_stated}, by its tariffs ${cost_expected}`,
    );
  }
});

async function listOf(world: KitWorld, kind: string): Promise<Json[]> {
  const weekAgo = formatDateTime(Date.now() - 7 * 86_400_000);
  return world.list(moduleOf[kind] as Listed, kind === 'Sessions' ? { date_from: weekAgo } : {});
}

function keyIn(object: Json): string {
  return String(object.id ?? object.uid);
}

function connectorsOf(location: Json): Json[] {
  return ((location.evses ?? []) as { connectors?: Json[] }[]).flatMap(({ connectors = [] }) => connectors);
}
