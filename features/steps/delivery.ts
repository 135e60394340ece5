import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import type { Received } from '../support/partner-types.ts';
import { fence } from '../support/wait-until-sent.ts';
import { asTheOwnerSent, told } from './check-answers.ts';

/** The operator puts this many Locations, MANY1 and so on. */
When('{party} publishes {int} Locations', async function (this: Market, name: string, count: number) {
  for (let n = 1; n <= count; n += 1) {
    const object = this.object({ kind: 'Location', id: `MANY${n}` }, name);
    await this.send(name, 'PUT', `locations/{cc}/${name}/MANY${n}`, { body: JSON.stringify(object) });
    assert.equal(this.answer.json?.status_code, 1000, told(this));
  }
});

/** The party receives PUTs of exactly this many Locations. */
Then('{party} has received {int} Locations', async function (this: Market, name: string, count: number) {
  await eventually(() =>
    assert.equal(this.party(name).partner.requests('PUT', /^locations\//).length, count),
  );
});

/** The hub answered the owner before it gave up the request to the party. */
Then('the answer came before {party} was given up', function (this: Market, name: string) {
  for (const { givenUp } of this.party(name).partner.received)
    assert.ok(givenUp === undefined || this.answer.came < givenUp, `${name} had been given up`);
});

/** The hub's delivery to the party reaches one of two states within the usual time limit. */
Then(
  'the delivery to {party} is {word} or {word}',
  async function (this: Market, name: string, one: string, other: string) {
    await eventually(async () => {
      const path = `/admin/connections/${this.party(name).partner.connection}`;
      const { delivery } = (await this.admin('GET', path)).json ?? {};
      assert.ok([one, other].includes(String((delivery as JsonObject).state)), JSON.stringify(delivery));
    });
  },
);

/** The hub reads the party's versions at least two more times, with the token for it. */
Then('the hub asks {party} for its versions again and again', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  const asked = () => partner.requests('GET', partner.versionsPath);
  const before = asked().length;
  await eventually(() => assert.ok(asked().length >= before + 2, `${asked().length} times so far`));
  assert.equal(asked().at(-1)?.headers.authorization, `Token ${partner.tokenFromHub}`);
});

/** The party answers a PUT of LOC1 with success within the usual time limit. */
Then('{party} has taken the Location', async function (this: Market, name: string) {
  await eventually(() => assert.ok(taken(this, name, 'LOC1').length > 0, `${name} has not taken it`));
});

/** The party has answered no PUT of LOC1 with success before a later marker object (the fence). */
Then('{party} has not taken the Location', async function (this: Market, name: string) {
  await fence(this, this.party(name));
  assert.equal(taken(this, name, 'LOC1').length, 0);
});

/** The party takes LOC1 a second time and no more, as it is now, in one PUT. */
Then('{party} has taken the Location in its present state once', async function (this: Market, name: string) {
  const before = this.party(name).partner.requests('PUT', /LOC1$/).length - taken(this, name, 'LOC1').length;
  await eventually(() => assert.ok(taken(this, name, 'LOC1').length > 1, `${name} has not taken it again`));
  await fence(this, this.party(name));
  const all = taken(this, name, 'LOC1').slice(before);
  assert.equal(all.length, 2, 'the Location as it was first, and as it is now');
  const sent = this.object({ kind: 'Location' });
  const now = (all[1]?.json?.evses as JsonObject[])[0];
  assert.equal(now?.status, 'OUTOFORDER');
  assert.equal((asTheOwnerSent(all[1]?.json, sent) as JsonObject).name, sent.name);
});

/** The party takes each of these Locations once, in this order. */
Then(
  '{party} has taken Locations {string} in this order',
  async function (this: Market, name: string, ids: string) {
    const wanted = ids.split(', ');
    await eventually(() => {
      const times = wanted.map((id) => taken(this, name, id)[0]?.time ?? Number.NaN);
      assert.ok(
        times.every((time) => time > 0),
        `${name} has not taken all of ${wanted}`,
      );
      assert.deepEqual(
        times,
        [...times].sort((one, other) => one - other),
      );
    });
    const all = wanted.map((id) => taken(this, name, id).length);
    assert.deepEqual(all, [1, 1, 1]);
  },
);

/** The pushes of a Location that the partner has answered with success, oldest first. */
function taken(market: Market, name: string, id: string): Received[] {
  return market
    .party(name)
    .partner.requests('PUT', new RegExp(`/${id}$`))
    .filter(({ answered }) => answered?.status === 200 && answered.body.includes('"status_code":1000'));
}
