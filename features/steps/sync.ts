import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { register } from '../support/register-as-partner.ts';
import { told } from './check-answers.ts';

/** The scenario keeps the end of each module's window in the synchronisation just read. */
Given('the window of that synchronisation is remembered', function (this: Market) {
  for (const { module, date_to } of (this.answer.json?.modules ?? []) as JsonObject[])
    this.kept.set(`window of ${String(module)}`, String(date_to));
});

/** The administrator makes a connection for the party, which does the handshake. */
When('{party} is invited and registers', async function (this: Market, name: string) {
  const party = this.party(name);
  await this.invite(party);
  await register(party.partner);
});

/** The field of the admin answer is exactly this text. */
Then("the answer's {string} is {string}", function (this: Market, field: string, value: string) {
  assert.equal(this.answer.json?.[field], value, told(this));
});

/** The newest request for the module has a date_to in whole seconds, and no date_from. */
Then(
  '{party} was asked for {word} with a date_to and without a date_from',
  function (this: Market, name: string, module: string) {
    const query = askedFor(this, name, module);
    assert.match(query.get('date_to') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(query.get('date_from'), null);
  },
);

/** The newest request for the module has this query parameter. */
Then(
  '{party} was asked for {word} with {word} {word}',
  function (this: Market, name: string, module: string, parameter: string, value: string) {
    assert.equal(askedFor(this, name, module).get(parameter), value);
  },
);

/** The newest request for the module begins a minute before the remembered end, or up to a second earlier. */
Then(
  '{party} was asked for {word} from a minute before that window ended',
  function (this: Market, name: string, module: string) {
    assertMinuteBefore(askedFor(this, name, module).get('date_from'), this.kept.get(`window of ${module}`));
  },
);

/** The newest request for the module begins a minute before the timestamp of the page before. */
Then(
  '{party} was asked for {word} from a minute before the time it wrote into the page before',
  function (this: Market, name: string, module: string) {
    const [before, last] = this.party(name).partner.requests('GET', module).slice(-2);
    const { timestamp } = JSON.parse(before?.answered?.body ?? '{}') as { timestamp: string };
    const minuteBefore = new Date(Date.parse(timestamp) - 60_000).toISOString().replace('.000', '');
    assert.equal(last?.query.date_from, minuteBefore);
  },
);

/** The party writes times into its answers that are this far behind. */
Given('the clock of {party} is {int} s behind', function (this: Market, name: string, seconds: number) {
  this.party(name).partner.clock = -1000 * seconds;
});

/** The hub asked for the module twice, with To headers of each of the two parties. */
Then(
  '{party} was asked for {word} in the name of each of {party} and {party}',
  function (this: Market, name: string, module: string, one: string, other: string) {
    const asked = this.party(name).partner.requests('GET', module).slice(-2);
    const parties = asked.map(
      ({ headers }) => `${headers['ocpi-to-country-code']}*${headers['ocpi-to-party-id']}`,
    );
    assert.deepEqual(
      parties,
      [one, other].map((id) => `${this.country}*${id}`),
    );
  },
);

/** The hub asked for these pages with one window: from a minute before the remembered end to the end of this one. */
Then(
  '{party} was asked for {int} pages of {word}, each from a minute before that window ended to where this one ends',
  function (this: Market, name: string, pages: number, module: string) {
    const ends = (this.answer.json?.modules as JsonObject[]).find((one) => one.module === module)?.date_to;
    const asked = this.party(name).partner.requests('GET', module).slice(-pages);
    for (const { query } of asked) {
      assertMinuteBefore(query.date_from, this.kept.get(`window of ${module}`));
      assert.deepEqual([query.date_from, query.date_to], [asked[0]?.query.date_from, ends]);
    }
    assert.deepEqual(
      asked.map(({ query }) => query.offset),
      Array.from({ length: pages }, (_, page) => String(page)),
    );
  },
);

/** The synchronisation shows this progress while it runs. */
Then(
  'the running synchronisation shows {int} page(s) of {word} with {int} object(s)',
  async function (this: Market, pages: number, module: string, received: number) {
    const sync = await eventually(async () => {
      const { json } = await this.admin('GET', `/admin/syncs/${this.kept.get('sync')}`);
      assert.deepEqual(progressOf(json, module), [pages, received]);
      return json;
    });
    assert.equal(sync?.status, 'RUNNING');
  },
);

/** The synchronisation shows this progress once it is done. */
Then(
  'the synchronisation is over with {int} page(s) of {word} with {int} object(s)',
  async function (this: Market, pages: number, module: string, received: number) {
    await eventually(async () => {
      const { json } = await this.admin('GET', `/admin/syncs/${this.kept.get('sync')}`);
      assert.equal(json?.status, 'DONE');
      assert.deepEqual(progressOf(json, module), [pages, received]);
    });
  },
);

/** The report of the synchronisation contains these words. */
Then('the report names {string}', function (this: Market, words: string) {
  assert.ok(this.answer.body.includes(this.fill(words)), told(this));
});

/**
 * Checks that a sync window begins a minute before the last one: both clocks are this machine's, the last window ended
 * with the second it began in, and the next begins 60 s before that second.
 */
function assertMinuteBefore(from: string | null | undefined, end: string | undefined): void {
  const back = Date.parse(String(end)) - Date.parse(String(from));
  assert.ok(back >= 60_000 && back <= 61_000, `${from} is ${back} ms before ${end}`);
}

function progressOf(sync: JsonObject | undefined, module: string): unknown[] {
  const found = (sync?.modules as JsonObject[]).find((one) => one.module === module);
  return [found?.pages, found?.received];
}

/** The query of the hub's last request for a list of a partner. */
function askedFor(market: Market, name: string, module: string): URLSearchParams {
  const last = market.party(name).partner.requests('GET', module).at(-1);
  assert.ok(last, `${name} was not asked for ${module}`);
  return new URL(last.url, 'http://partner').searchParams;
}
