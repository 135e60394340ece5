import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { failure } from '../support/partner-failures.ts';
import { sample } from '../support/sample-objects.ts';
import { told } from './check-answers.ts';
import { synchronise } from './lists.ts';
import { moduleOf } from './publish-objects.ts';

/** The operator has this many Tariffs in its list, and one on a page. */
Given('{party} holds {int} Tariffs, one on a page', function (this: Market, name: string, count: number) {
  const { partner } = this.party(name);
  partner.lists.tariffs = Array.from({ length: count }, (_, n) => sample('Tariff', `T${n}`));
  partner.pageSize = 1;
});

/** The party answers this many requests for the list with this status and no envelope, then as usual. */
Given(
  '{party} answers GET {word} with HTTP {int}, {int} times',
  function (this: Market, name: string, module: string, status: number, times: number) {
    this.party(name).partner.answers('GET', new RegExp(`^${module}$`), { status, body: 'Sorry' }, times);
  },
);

/** The hub synchronises once for each failure of the table, which meets the second page one time. */
When(
  'the hub synchronises with {party} while the second page of {word} fails once by each of:',
  async function (this: Market, name: string, module: string, table: DataTable) {
    await synchroniseThrough(this, { name, module, times: 1, table });
  },
);

/** The hub synchronises once for each failure of the table, which meets the second page this many times. */
When(
  'the hub synchronises with {party} while the second page of {word} fails {int} times by each of:',
  async function (this: Market, name: string, module: string, times: number, table: DataTable) {
    await synchroniseThrough(this, { name, module, times, table });
  },
);

/** The platform has the object in the list that it shows when this party of it is addressed. */
Given(
  '{party} holds {object} for {party}',
  function (this: Market, name: string, mention: Mention, of: string) {
    const { partner } = this.party(name);
    const { party_id } = this.party(of);
    const module = moduleOf[mention.kind as 'Location'];
    const lists = (partner.listsFor[party_id] ??= {});
    lists[module] = [
      ...(lists[module] ?? []),
      this.keep(mention, of, sample(mention.kind, mention.id ?? '')),
    ];
  },
);

/** The platform has the object in its list, with the id of the party in it. */
Given(
  '{party} holds {object} that names {party}',
  function (this: Market, name: string, mention: Mention, owner: string) {
    const { lists } = this.party(name).partner;
    const module = moduleOf[mention.kind as 'Location'];
    const object = { ...sample(mention.kind, mention.id ?? ''), ...this.idOf(owner) };
    lists[module] = [...(lists[module] ?? []), this.keep(mention, owner, object)];
  },
);

/** The platform has the object in its list, with the id of the party in it and no tariff_id. */
Given(
  '{party} holds {object} that names {party}, without its Tariff',
  function (this: Market, name: string, mention: Mention, owner: string) {
    const { lists } = this.party(name).partner;
    const module = moduleOf[mention.kind as 'Location'];
    const object = withoutTariff({ ...sample(mention.kind, mention.id ?? ''), ...this.idOf(owner) });
    lists[module] = [...(lists[module] ?? []), this.keep(mention, owner, object)];
  },
);

/** The platform's Location loses its tariff_id, and is updated now. */
When(
  '{party} holds Location {word} without its Tariff from now on',
  function (this: Market, name: string, wanted: string) {
    const { lists } = this.party(name).partner;
    const last_updated = new Date().toISOString();
    lists.locations = (lists.locations ?? []).map((one) =>
      one.id === wanted ? { ...withoutTariff(one), last_updated } : one,
    );
  },
);

function withoutTariff(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object).replaceAll('"tariff_id":"TAR1",', '')) as JsonObject;
}

/** The reports of several synchronisations, and the number of requests for the second page of the list. */
interface Run {
  what: string;
  report: JsonObject;
  asked: number;
}

const runs = new WeakMap<Market, Run[]>();

async function synchroniseThrough(
  market: Market,
  given: { name: string; module: string; times: number; table: DataTable },
): Promise<void> {
  const { name, module, times, table } = given;
  const { partner } = market.party(name);
  const done: Run[] = [];
  for (const [what = ''] of table.raw()) {
    partner.behave();
    partner.afterPage = (listed) => {
      if (listed !== module) return;
      partner.afterPage = undefined;
      partner.answers('GET', new RegExp(`^${module}$`), failure(what), times);
    };
    const before = partner.requests('GET', module).length;
    await synchronise(market, name, 'full');
    const pages = partner.requests('GET', module).slice(before);
    const asked = pages.filter(({ query }) => query.offset === '1');
    assert.equal(new Set(pages.map(({ query }) => query.date_to)).size, 1, what);
    const report = (market.answer.json?.modules as JsonObject[]).find((one) => one.module === module);
    done.push({ what, report: report ?? {}, asked: asked.length });
  }
  runs.set(market, done);
}

/** Each of the synchronisations has received all objects, and asked for the page this often. */
Then(
  /^every synchronisation has brought (\d+) \w+ with the page asked for (?:twice|(\d+) times)$/,
  function (this: Market, count: string, times: string | null) {
    for (const { what, report, asked } of ran(this))
      assert.deepEqual(
        [report.error, report.received, asked],
        [null, Number(count), Number(times ?? 2)],
        what,
      );
  },
);

/** Each of the synchronisations has an error, and asked for the page one time. */
Then('every synchronisation has failed with the page asked for once', function (this: Market) {
  for (const { what, report, asked } of ran(this)) {
    assert.equal(typeof report.error, 'string', what);
    assert.equal(asked, 1, what);
  }
});

function ran(market: Market): Run[] {
  const all = runs.get(market) ?? [];
  assert.ok(all.length > 0, 'nothing was synchronised');
  return all;
}

/**
 * The administrator confirms by the admin API that objects missing in the synchronisation's lists are gone, and gets
 * HTTP 200.
 */
Then('the administrator confirms that synchronisation', async function (this: Market) {
  this.answer = await this.admin('POST', `/admin/syncs/${this.kept.get('sync')}/confirm`);
  assert.equal(this.answer.status, 200, told(this));
});

/** The administrator confirms the synchronisation's missing objects a second time, and gets this status. */
Then(
  'the administrator confirms that synchronisation once more, and the answer is HTTP {int}',
  async function (this: Market, status: number) {
    this.answer = await this.admin('POST', `/admin/syncs/${this.kept.get('sync')}/confirm`);
    assert.equal(this.answer.status, status, told(this));
  },
);

/** The request that was looked at last has a last_updated not before the kept time. */
Then('its last_updated is no earlier than {word}', function (this: Market, name: string) {
  const given = String(this.seen?.json?.last_updated);
  assert.ok(Date.parse(given) >= Date.parse(this.kept.get(name) ?? ''), `${given} < ${this.kept.get(name)}`);
});

/** The log of the hub contains these words within the usual time limit. */
Then("the hub's log names {string}", async function (this: Market, words: string) {
  // The log comes through another pipe than the answer, and may arrive later.
  await eventually(() => assert.ok(this.hub.output().includes(this.fill(words)), words));
});
