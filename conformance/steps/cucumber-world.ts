import { setWorldConstructor, World } from '@cucumber/cucumber';
import { placeOf, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import { type Found, Unmet } from '../check-and-verdict-types.ts';
import { dataOf, type Exchange, type Json, succeeded } from '../http-exchange.ts';
import { needed, walk } from '../read-partner-list.ts';
import { register } from '../register-with-partner.ts';
import { trialOf } from '../running-suite-runs.ts';
import { type Kind, sample } from '../sample-objects.ts';
import { type Endpoint, type Extras, endpointOf, send, type Trial, type Walk } from '../suite-run-state.ts';
import { fill } from './fill-placeholders.ts';

/** One check: a scenario that runs against the partner of a trial. */
export class CheckWorld extends World<{ trial: string }> {
  readonly began = performance.now();
  /** The exchanges of this check, oldest first. */
  readonly exchanges: Exchange[] = [];
  findings: Found[] = [];
  /** Ids of requirements without which this check tells nothing. */
  needs: string[] = [];
  /** Ids of requirements without which a pass of this check tells nothing. */
  twins: string[] = [];
  /** The reason why the check was skipped, and the broken requirement that caused it. */
  unmet: string | undefined;
  because: string | undefined;
  /** Texts that replace `{name}` in paths and values. */
  readonly kept: Record<string, string> = {};
  /** The object that this check writes: as the suite sent it last, and as the partner has it. */
  sentObject: Json | undefined;
  storedObject: Json | undefined;
  kind: Kind = 'Location';
  /** The list of the partner that the check is about. */
  list: Walk = { objects: [], pages: [] };
  module = '';
  private number = 0;

  private last: Exchange | undefined;

  get trial(): Trial {
    return trialOf(this.parameters.trial);
  }

  /** The exchange that steps call the answer: the last one, except those of `lookUp`. */
  get answer(): Exchange {
    if (!this.last) throw new Error('nothing was sent yet');
    return this.last;
  }

  get data(): unknown {
    return dataOf(this.answer);
  }

  /** The id of the object that this check writes; new in every check. */
  get id(): string {
    if (this.number === 0) {
      checks += 1;
      this.number = checks;
    }
    return `${this.trial.id}c${this.number}`;
  }

  /** A valid object of the suite with the id of this check. */
  ours(kind: Kind): Json {
    return sample(kind, this.id);
  }

  async send(method: string, url: string, extras: Extras = {}): Promise<Exchange> {
    this.last = await this.lookUp(method, url, extras);
    return this.last;
  }

  /** Sends a request whose answer is not the one that steps call the answer. */
  async lookUp(method: string, url: string, extras: Extras = {}): Promise<Exchange> {
    const exchange = await send(this.trial, method, url, extras);
    this.exchanges.push(exchange);
    return exchange;
  }

  /** Shows an exchange that was made before in this check, and makes it the one that steps call the answer. */
  show(exchange: Exchange): void {
    this.exchanges.push(exchange);
    this.last = exchange;
  }

  /** Registers the suite with the partner if need be; throws Unmet where that fails. */
  async registered(): Promise<void> {
    await register(this.trial);
  }

  /** The URL of a module that the partner offers. */
  async offers(module: string): Promise<string> {
    await this.registered();
    const url = endpointOf(this.trial, module);
    if (!url) throw new Unmet(`the partner lists no endpoint ${module}`);
    return url;
  }

  /** The whole list of a module, with at least `least` objects; throws Unmet where it has fewer. */
  async lists(module: string, least: number, fresh = false): Promise<Json[]> {
    await this.offers(module);
    const { trouble, objects, pages } = await walk(this.trial, module, needed(module), fresh);
    if (trouble && objects.length < least) throw new Unmet(trouble, 'TRANS-26');
    if (objects.length < least) throw new Unmet(`the partner lists ${objects.length || 'no'} ${module}`);
    this.list = { trouble, objects, pages };
    this.module = module;
    return objects;
  }

  /** A path such as `locations/{ours}?limit=1` as a URL of the partner. */
  async url(path: string): Promise<string> {
    const filled = fill(this, path);
    if (/^https?:/.test(filled)) return filled;
    const [, name = '', rest = ''] = /^([a-z]+)(.*)/s.exec(filled) ?? [];
    if (name === 'versions') return joined(this.trial.versionsUrl, rest);
    if (name === 'details') return joined(this.detailsUrl(), rest);
    const endpoint = this.trial.endpoints?.find(({ identifier }) => identifier === name)?.url;
    if (!endpoint) throw new Unmet(`the partner lists no endpoint ${name}`);
    return joined(endpoint, rest);
  }

  /** URL of the partner's details of 2.1.1. */
  detailsUrl(): string {
    const read = this.trial.sent.findLast(
      (exchange) =>
        exchange.method === 'GET' && exchange.url === this.trial.versionsUrl && succeeded(exchange),
    );
    const entries = read ? dataOf(read) : undefined;
    const listed = Array.isArray(entries) ? entries : ((entries as Json | undefined)?.versions ?? []);
    const url = (listed as Json[]).find((entry) => entry?.version === '2.1.1')?.url;
    if (typeof url !== 'string') throw new Unmet('its versions show no url of 2.1.1', 'VER-01');
    return new URL(url, this.trial.versionsUrl).href;
  }

  /** The partner's endpoints that are lists of what it owns. */
  listEndpoints(): Endpoint[] {
    const owned =
      this.trial.options.role === 'cpo' ? ['locations', 'tariffs', 'sessions', 'cdrs'] : ['tokens'];
    return (this.trial.endpoints ?? []).filter(({ identifier }) => owned.includes(identifier));
  }
}

let checks = 0;

setWorldConstructor(CheckWorld);

/** Adds a path and a query to the URL of an endpoint, which may have a query of its own. */
function joined(endpoint: string, rest: string): string {
  const at = rest.indexOf('?');
  const [path, query] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)];
  const plain = endpoint.split(/[?#]/)[0] ?? '';
  const own = /\?[^#]*/.exec(endpoint)?.[0] ?? '';
  return withQuery((path.startsWith('/') ? placeOf(endpoint) : plain) + path + own, query);
}
