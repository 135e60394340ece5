import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { allAnswers, tryEach } from '../support/send-object-variants.ts';
import { told } from './check-answers.ts';
import { contractOf } from './drivers-and-contracts.ts';
import { idFor } from './publish-objects.ts';
import { hasNotReceived } from './received-requests.ts';

/** The last answer contains no contract of the driver, and counts no object. */
Then('the answer holds nothing of the driver of {party}', function (this: Market, provider: string) {
  assert.ok(!this.answer.body.includes(contractOf(this, provider)), told(this));
  assert.equal(this.answer.headers['x-total-count'] ?? '0', '0', told(this));
});

/** The party reads each path of the table with To headers of the other party or the hub. */
When(
  '{party} asks {routed} for each of:',
  async function (this: Market, name: string, whom: string, table: DataTable) {
    const { country_code, party_id } = this.idOf(whom);
    this.nextHeaders = { 'OCPI-to-country-code': country_code, 'OCPI-to-party-id': party_id };
    await tryEach(this, name, ['GET'], table.raw().flat());
  },
);

/** None of the answers contains the contract of the driver or counts an object. */
Then('no answer holds anything of the driver of {party}', function (this: Market, provider: string) {
  const contract = contractOf(this, provider);
  allAnswers(
    this,
    ({ answer }) => !answer.body.includes(contract) && (answer.headers['x-total-count'] ?? '0') === '0',
  );
});

/** The party has received no request with the contract of the driver before a later marker object (the fence). */
Then(
  '{party} has received nothing of the driver of {party}',
  async function (this: Market, name: string, provider: string) {
    const contract = contractOf(this, provider);
    await hasNotReceived(this, name, {
      what: `something of ${contract}`,
      fits: ({ body }) => body.includes(contract),
    });
  },
);

/** The party has received no PATCH and no DELETE before a later marker object (the fence). */
Then('{party} has received no change', async function (this: Market, name: string) {
  await hasNotReceived(this, name, {
    what: 'any change',
    fits: ({ method }) => method === 'PATCH' || method === 'DELETE',
  });
});

/** The party can be reached again and takes the object within the usual time limit. */
When(
  '{party} is back and has caught up with {object}',
  async function (this: Market, name: string, mention: Mention) {
    const { partner } = this.party(name);
    await partner.open();
    await eventually(() => {
      const sent = partner.requests('PUT', new RegExp(`/${idFor(mention)}$`));
      const taken = sent.some(({ answered }) => answered?.status === 200);
      assert.ok(taken, `${name} has not been sent ${idFor(mention)}`);
    });
  },
);
