import { Then, When } from '@cucumber/cucumber';
import { withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import { breach, Unmet } from '../check-and-verdict-types.ts';
import { dataOf, type Exchange, inShort, type Json, succeeded } from '../http-exchange.ts';
import { needed, nextLink, repeats } from '../read-partner-list.ts';
import { endpointOf, send } from '../suite-run-state.ts';
import type { CheckWorld } from './cucumber-world.ts';
import { identity, looks, ownNext, page } from './list-steps.ts';

// A list under traffic changes between two readings: its order is called wrong only when several readings find it so.

Then('both answers hold the same objects in the same order', async function (this: CheckWorld) {
  let before = idsOn(this.exchanges.at(-2));
  let now = page(this).map(identity);
  for (let look = 1; look < looks && now.join() !== before.join(); look += 1) {
    before = now;
    await this.send('GET', this.answer.url);
    now = page(this).map(identity);
  }
  if (now.join() !== before.join())
    breach(`the second reading must show ${before.join(', ')}, got ${now.join(', ')}`, '/data');
});

When(
  /^we walk the pages of (\w+) with a limit of its own$/,
  async function (this: CheckWorld, _module: string) {
    this.list = { objects: await walked(this), pages: [] };
  },
);

Then('every object has come once', async function (this: CheckWorld) {
  let met = this.list.objects.map(identity);
  let trouble = troubleOf(met, (await this.lists(this.module, 1)).map(identity));
  if (!trouble) return;
  if (trouble.endsWith(absent) && nextLink(this.exchanges[0]?.answer.headers.link) === undefined)
    throw new Unmet('there is no next link to walk by');
  for (let look = 0; look < looks && trouble; look += 1) {
    const before = (await this.lists(this.module, 1, true)).map(identity);
    met = (await walked(this)).map(identity);
    const after = (await this.lists(this.module, 1, true)).map(identity);
    trouble = troubleOf(
      met,
      before.filter((id) => after.includes(id)),
    );
  }
  if (trouble) breach(trouble);
});

const absent = 'did not come';

/**
 * The reason why reading all pages, which met the ids `met`, did not meet each of `stayed` once; undefined where it
 * did.
 */
function troubleOf(met: string[], stayed: string[]): string | undefined {
  const twice = met.find((id, index) => met.indexOf(id) !== index);
  if (twice !== undefined) return `every object must come once, ${twice} came twice`;
  const missing = stayed.find((id) => !met.includes(id));
  return missing === undefined ? undefined : `every object must come once, ${missing} ${absent}`;
}

/** Reads the objects of all pages of a list in their order, a quarter of the list on each page. */
async function walked(world: CheckWorld): Promise<Json[]> {
  const { trial, module, list, exchanges } = world;
  const size = Math.max(1, Math.ceil(list.objects.length / 4));
  const query = [needed(module), `limit=${size}`].filter(Boolean).join('&');
  let url: string | undefined = withQuery(endpointOf(trial, module) ?? '', query);
  const seen = new Set<string>();
  const met: Json[] = [];
  const pages: Exchange[] = [];
  while (url && !seen.has(url)) {
    seen.add(url);
    const page = await send(trial, 'GET', url);
    if (exchanges.length < 12) exchanges.push(page);
    const data = dataOf(page);
    if (!succeeded(page) || !Array.isArray(data))
      throw new Unmet(`GET ${url} shows no list: ${inShort(page)}`);
    met.push(...(data as Json[]));
    pages.push(page);
    url = data.length > 0 && repeats(pages) ? undefined : ownNext(page);
    if (seen.size > 500) throw new Unmet('it has more than 500 pages');
  }
  return met;
}

function idsOn(exchange: Exchange | undefined): string[] {
  return ((exchange && (dataOf(exchange) as Json[] | undefined)) ?? []).map(identity);
}
