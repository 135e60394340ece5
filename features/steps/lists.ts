import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { changed, readValue } from '../support/json-at-path.ts';
import type { Kind } from '../support/sample-objects.ts';
import { told } from './check-answers.ts';

const moduleOf: Record<string, string> = {
  Location: 'locations',
  Tariff: 'tariffs',
  Session: 'sessions',
  CDR: 'cdrs',
  Token: 'tokens',
};

/** The party publishes the objects of the table (kind, id, last_updated), in its order. */
Given('{party} has published:', async function (this: Market, name: string, table: DataTable) {
  for (const [kind, id = '', last_updated = ''] of table.raw()) {
    const mention = { kind: kind as Kind, id };
    const object = this.keep(mention, name, { ...this.object(mention, name), last_updated });
    const { country_code, party_id } = this.party(name);
    const module = moduleOf[mention.kind];
    const path = module === 'cdrs' ? module : `${module}/${country_code}/${party_id}/${id}`;
    await this.send(name, module === 'cdrs' ? 'POST' : 'PUT', path, { body: JSON.stringify(object) });
    assert.equal(this.answer.json?.status_code, 1000, told(this));
  }
});

/** The Link header leads to this offset, or is missing for `none`. */
Then('the next page is {string}', function (this: Market, offset: string) {
  const next = nextLink(this);
  assert.equal(next?.searchParams.get('offset') ?? 'none', offset, told(this));
});

/** The Link header leads to the hub with exactly these query parameters. */
Then(
  'the link to the next page is an absolute URL of the hub with:',
  function (this: Market, table: DataTable) {
    const next = nextLink(this);
    assert.ok(next, told(this));
    assert.equal(next.origin, this.hub.url);
    assert.deepEqual(Object.fromEntries(next.searchParams), Object.fromEntries(table.raw()));
  },
);

/** The party reads the list and follows its Link headers to the last page. */
When('{party} walks the pages of {path}', async function (this: Market, name: string, path: string) {
  const ids: string[] = [];
  let pages = 0;
  for (let url: string | undefined = path; url; url = nextLink(this)?.href) {
    await this.send(name, 'GET', url);
    ids.push(...(this.answer.json?.data as JsonObject[]).map((object) => String(object.id ?? object.uid)));
    pages += 1;
    assert.ok(pages < 100, 'the pages do not end');
  }
  this.kept.set('walk', ids.join(', '));
  this.kept.set('pages', String(pages));
});

/** The pages that were read one after another had these ids, in this order, on this many pages. */
Then('the walk has yielded {string} on {int} page(s)', function (this: Market, ids: string, pages: number) {
  assert.deepEqual([this.kept.get('walk'), this.kept.get('pages')], [ids, String(pages)]);
});

/** The party has the object in the list that the hub pulls. */
Given('{party} holds {object}', function (this: Market, name: string, mention: Mention) {
  hold(this, name, mention, this.object(mention, name));
});

/** The party has the object in the list that the hub pulls, with one field changed; `absent` for none. */
Given(
  '{party} holds {object}, where {field} is {value}',
  function (this: Market, name: string, mention: Mention, field: string, value: string) {
    const content = value === 'absent' ? undefined : readValue(this.fill(value));
    hold(this, name, mention, changed(this.object(mention, name), field, content));
  },
);

/**
 * The party has the object in the list that the hub pulls, updated a second before the end of the sync window kept
 * earlier.
 */
Given(
  '{party} holds {object}, changed since that window',
  function (this: Market, name: string, mention: Mention) {
    const window = this.kept.get(`window of ${moduleOf[mention.kind]}`) ?? '';
    // The change is dated a second before the window's end: the list may have been read before that end.
    const last_updated = new Date(Date.parse(window) - 1000).toISOString().replace('.000', '');
    hold(this, name, mention, changed(this.object(mention, name), 'last_updated', last_updated));
  },
);

/** The party answers lists in pages of this size, without Link headers. */
Given(
  '{party} puts {int} object(s) on a page and links to none',
  function (this: Market, name: string, size: number) {
    Object.assign(this.party(name).partner, { pageSize: size, linksPages: false });
  },
);

/** The party removes the object from its list as soon as it has answered one page. */
Given('{party} loses {object} after the first page', function (this: Market, name: string, mention: Mention) {
  const { partner } = this.party(name);
  const lost = moduleOf[mention.kind] ?? '';
  partner.afterPage = (module) => {
    if (module !== lost) return;
    partner.lists[lost] = (partner.lists[lost] ?? []).filter((object) => object.id !== mention.id);
    partner.afterPage = undefined;
  };
});

/** The party answers lists in pages of this size. */
Given('{party} puts {int} object(s) on a page', function (this: Market, name: string, size: number) {
  this.party(name).partner.pageSize = size;
});

/** The hub has pulled every module that the party offers, as it does after a handshake. */
Given('the first synchronisation with {party} is over', async function (this: Market, name: string) {
  const { partner } = this.party(name);
  const modules = partner.role === 'CPO' ? ['locations', 'tariffs', 'sessions', 'cdrs'] : ['tokens'];
  const asked = modules.filter((module) => partner.endpoints[module] !== undefined);
  await eventually(() => {
    for (const module of asked)
      assert.ok(partner.requests('GET', module)[0]?.answered, `${module} was not pulled`);
  });
});

/** The administrator starts a full synchronisation; its report becomes the last answer when it is over. */
When('the hub synchronises with {party}', async function (this: Market, name: string) {
  await synchronise(this, name, 'full');
});

/** The administrator starts a synchronisation of changes; its report becomes the last answer when it is over. */
When('the hub synchronises the changes of {party}', async function (this: Market, name: string) {
  await synchronise(this, name, 'delta');
});

/** The administrator starts a full synchronisation and does not wait for its end. */
When('the hub begins to synchronise with {party}', async function (this: Market, name: string) {
  await begin(this, name, 'full');
});

/** The synchronisation that was started ends, and its report becomes the last answer. */
Then('the synchronisation is over', async function (this: Market) {
  await over(this);
});

/** Runs a sync and waits for its end; its report becomes the last answer. */
export async function synchronise(market: Market, name: string, type: string): Promise<void> {
  await begin(market, name, type);
  await over(market);
}

async function begin(market: Market, name: string, type: string): Promise<void> {
  const path = `/admin/connections/${market.party(name).partner.connection}/syncs`;
  const started = await market.admin('POST', path, { type });
  assert.equal(started.status, 202, `HTTP ${started.status} ${started.body}`);
  market.kept.set('sync', String(started.json?.id));
}

async function over(market: Market): Promise<void> {
  market.answer = await eventually(async () => {
    const sync = await market.admin('GET', `/admin/syncs/${market.kept.get('sync')}`);
    assert.notEqual(sync.json?.status, 'RUNNING', sync.body);
    return sync;
  });
}

function hold(market: Market, name: string, mention: Mention, object: JsonObject): void {
  const { lists } = market.party(name).partner;
  const module = moduleOf[mention.kind] ?? '';
  lists[module] = [...(lists[module] ?? []), market.keep(mention, name, object)];
}

/** The URL in the header `Link: <…>; rel="next"`. */
function nextLink(market: Market): URL | undefined {
  const link = /<([^>]*)>\s*;\s*rel="next"/.exec(market.answer.headers.link ?? '');
  return link?.[1] ? new URL(link[1]) : undefined;
}
