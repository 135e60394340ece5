import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { consoleOf, patience } from '../support/open-console-in-browser.ts';
import { go } from '../support/open-console-pages.ts';
import { bodyOf } from './admin-api.ts';
import { hubCommand } from './command-line.ts';
import { idFor, moduleOf } from './publish-objects.ts';

/**
 * The hub's list of parked objects, which the party did not accept and which are tried again apart, has the object
 * within the usual time limit.
 */
Given(
  '{object} of {party} is parked for {party}',
  async function (this: Market, mention: Mention, owner: string, name: string) {
    const { party_id } = this.idOf(owner);
    await eventually(async () => {
      const all = await parkedFor(this, name);
      const found = all.find((one) => one.id === idFor(mention) && one.party_id === party_id);
      assert.equal(found?.state, 'PARKED', JSON.stringify(all));
    });
  },
);

/**
 * The hub's list of parked objects, which the party did not accept and which are tried again apart, is empty within the
 * usual time limit.
 */
Then('nothing is parked for {party}', async function (this: Market, name: string) {
  await eventually(async () => assert.deepEqual(await parkedFor(this, name), []));
});

async function parkedFor(market: Market, name: string): Promise<JsonObject[]> {
  const path = `/admin/connections/${market.party(name).partner.connection}/parked`;
  return bodyOf(await market.admin('GET', path)) as JsonObject[];
}

/** The administrator runs `ocpi-hub resend PARTY --list`, and the scenario keeps its exit code and output. */
When('the command line lists what is parked for {party}', async function (this: Market, name: string) {
  await resend(this, [partyOf(this, name), '--list']);
});

/** The administrator runs `ocpi-hub resend` for this object, and the scenario keeps its exit code and output. */
When(
  'the command line sends {party} {object} of {party} again',
  async function (this: Market, name: string, mention: Mention, owner: string) {
    const module = moduleOf[mention.kind as 'Location'];
    await resend(this, [partyOf(this, name), module, partyOf(this, owner), idFor(mention)]);
  },
);

async function resend(market: Market, words: string[]): Promise<void> {
  const { code, out, err } = await hubCommand(market, ['resend', ...words]);
  market.kept.set('exit code', String(code));
  market.kept.set('output', out + err);
}

function partyOf(market: Market, name: string): string {
  const { country_code, party_id } = market.idOf(name);
  return `${country_code}*${party_id}`;
}

/**
 * The administrator opens the party's connection in the console, with its list *Not taken* of objects that the party
 * did not accept.
 */
When(
  'the administrator looks in the console at what {party} has not taken',
  patience,
  async function (this: Market, name: string) {
    const page = await consoleOf(this);
    this.kept.set('page', 'what was not taken');
    await go(page, 'Connections');
    await page.getByRole('link', { name: partyOf(this, name) }).click();
    await page.getByRole('heading', { name: 'Not taken' }).waitFor();
  },
);

/** The administrator presses *Send again* beside the object. */
When(
  'the administrator sends {party} {object} of {party} again in the console',
  patience,
  async function (this: Market, _: string, mention: Mention, owner: string) {
    const page = await consoleOf(this);
    const name = `Send again: ${idFor(mention)} of ${partyOf(this, owner)}`;
    await page.getByRole('button', { name }).click();
  },
);

/** The list *Not taken* disappears from the page of the connection. */
Then(
  'the console shows nothing more that {party} has not taken',
  patience,
  async function (this: Market, _: string) {
    const page = await consoleOf(this);
    await page.getByRole('heading', { name: 'Not taken' }).waitFor({ state: 'detached' });
  },
);
