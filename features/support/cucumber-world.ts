import { setWorldConstructor, World } from '@cucumber/cucumber';
import { workers } from './database-for-hub.ts';
import { eventually } from './eventually.ts';
import { Partner } from './fake-partner.ts';
import { fill } from './fill-placeholders.ts';
import { type Answer, type Content, call, type Json, type JsonObject } from './http-call.ts';
import { adminToken, type Hub } from './hub-process.ts';
import { nextCountry, sharedHub } from './hub-shared-by-scenarios.ts';
import type { Received, Role } from './partner-types.ts';
import { register } from './register-as-partner.ts';
import { defaultIds, type Kind, sample } from './sample-objects.ts';

/** The version that providers speak where a scenario names none; `@any-version` marks what holds in each. */
const usualVersion = process.env.PROVIDER_VERSION ?? '2.1.1';

/** A party of the scenario: its platform and its party id. */
export interface Party {
  name: string;
  partner: Partner;
  country_code: string;
  party_id: string;
}

/** An object in the words of a step: `the Location`, `ABC's Tariff TAR2`. */
export interface Mention {
  owner?: string | undefined;
  kind: Kind;
  id?: string | undefined;
}

/** A condition for requests that a partner received, kept so that `And OTH has not` can refer to it. */
export interface Receipt {
  what: string;
  fits: (received: Received) => boolean;
}

/**
 * The world of one scenario: its parties (`ABC`, `EMP`, …) in a country that no other scenario uses, the objects that
 * they sent, and the last answer.
 */
export class Market extends World {
  hub!: Hub;
  /** Whether the hub belongs to this scenario alone (`@own-hub`). */
  ownHub = false;
  country = '';
  readonly parties = new Map<string, Party>();
  /** Ids of the agreements, by operator and provider, such as `ABC EMP`. */
  readonly agreements = new Map<string, string>();
  /** Objects by `ABC/Location/LOC1`; the newest of a kind comes last. */
  readonly objects = new Map<string, JsonObject>();
  /** Values that a step keeps for later ones; `{name}` in paths, headers and bodies. */
  readonly kept = new Map<string, string>();
  /** Headers that the scenario's next request gets, and no other. */
  nextHeaders: Record<string, string> = {};
  /** The last answer that a partner or the operator of the hub got. */
  answer!: Answer;
  /** The party that got the last answer. */
  asker: Party | undefined;
  /** The answers to several simultaneous requests. */
  answers: Answer[] = [];
  /** The condition that the step `has not` refers to, with its newest matching request. */
  receipt: Receipt | undefined;
  seen: Received | undefined;

  /** Further functions to call at the end of the scenario. */
  readonly cleanUps: (() => Promise<unknown>)[] = [];

  /** Gives the scenario its country and, unless it starts one of its own, the shared hub. */
  async begin(): Promise<void> {
    this.country = await nextCountry();
    if (!this.ownHub) this.hub = await sharedHub();
  }

  /** The registered operator (CPO) of that name; made on first use. */
  operator(name: string): Promise<Party> {
    return this.registered(name, 'CPO');
  }

  /** The registered provider (eMSP) of that name; made on first use. */
  provider(name: string, version = usualVersion): Promise<Party> {
    return this.registered(name, 'EMSP', version);
  }

  /** The party of that name. */
  party(name: string): Party {
    const found = this.parties.get(name);
    if (!found) throw new Error(`the scenario has no party ${name}`);
    return found;
  }

  /** A platform that listens and that the hub does not know. */
  async platform(name: string, role: Role, partyId = name): Promise<Party> {
    const id = { country_code: this.country, party_id: partyId };
    const partner = await new Partner({ name, role, ...id }).open();
    partner.hubVersionsUrl = `${this.hub.url}/ocpi/${role === 'CPO' ? 'emsp' : 'cpo'}/versions`;
    const party = { name, partner, ...id };
    this.parties.set(name, party);
    return party;
  }

  /** Gives a platform its invitation: a connection in the hub, TOKEN_A and the hub's versions URL. */
  async invite(party: Party, body: JsonObject = {}): Promise<void> {
    const { partner, name, country_code, party_id } = party;
    const answer = await this.admin('POST', '/admin/connections', {
      role: partner.role,
      country_code,
      party_id,
      name,
      ...body,
    });
    if (answer.status !== 201)
      throw new Error(`no invitation for ${name}: HTTP ${answer.status} ${answer.body}`);
    partner.connection = String(answer.json?.id);
    partner.tokenToHub = String(answer.json?.token);
    partner.hubVersionsUrl = String(answer.json?.versions_url);
  }

  /** Makes an agreement between an operator and a provider. */
  async agree(operator: string, provider: string, window: JsonObject = {}): Promise<void> {
    const parties = { cpo: this.idOf(operator), emsp: this.idOf(provider) };
    const answer = await this.admin('POST', '/admin/agreements', { ...parties, ...window });
    if (answer.status !== 201) throw new Error(`no agreement: HTTP ${answer.status} ${answer.body}`);
    this.agreements.set(`${operator} ${provider}`, String(answer.json?.id));
  }

  /** Calls the admin API with the administrator's token. */
  admin(method: string, path: string, body?: Json): Promise<Answer> {
    const typed: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = body === undefined ? undefined : JSON.stringify(body);
    return call(method, this.hub.url + path, {
      headers: { authorization: `Bearer ${adminToken}`, ...typed },
      body: text,
    });
  }

  /** Id of the agreement of two parties, in either order. */
  agreementOf(one: string, other: string): string {
    const id = this.agreements.get(`${one} ${other}`) ?? this.agreements.get(`${other} ${one}`);
    if (!id) throw new Error(`${one} and ${other} have no agreement`);
    return id;
  }

  /** Sends a party's request with the headers set for it, and keeps the answer. */
  async send(name: string, method: string, target: string, content: Content = {}): Promise<Answer> {
    const headers = { ...content.headers, ...this.nextHeaders };
    this.nextHeaders = {};
    this.asker = this.party(name);
    const body = content.body === undefined ? undefined : this.fill(content.body);
    this.answer = await this.asker.partner.send(method, this.fill(target), { headers, body });
    return this.answer;
  }

  /** The object that a step names: as sent before, else a new sample. */
  object(mention: Mention, owner = mention.owner): JsonObject {
    const id = mention.id ?? defaultIds[mention.kind];
    const named = [...this.objects.entries()].filter(([key]) => {
      return owner ? key === `${owner}/${mention.kind}/${id}` : key.endsWith(`/${mention.kind}/${id}`);
    });
    return named.at(-1)?.[1] ?? this.keep(mention, owner, this.fresh(mention.kind, id));
  }

  /** Keeps an object as the newest of its owner, kind and id. */
  keep(mention: Mention, owner: string | undefined, object: JsonObject): JsonObject {
    const key = `${owner ?? '?'}/${mention.kind}/${mention.id ?? defaultIds[mention.kind]}`;
    this.objects.delete(key);
    this.objects.set(key, object);
    return object;
  }

  /** Country code and party id of a party of the scenario, or of the hub. */
  idOf(name: string): { country_code: string; party_id: string } {
    if (name === 'the hub') return { country_code: 'DE', party_id: 'HUB' };
    const { country_code, party_id } = this.party(name);
    return { country_code, party_id };
  }

  /** Replaces placeholders such as `{cc}`, `{ABC.url}` and kept values in a text. */
  fill(text: string): string {
    return fill(text, this);
  }

  /** A new sample, with the scenario's country in its contract id. */
  private fresh(kind: Kind, id: string): JsonObject {
    return JSON.parse(this.fill(JSON.stringify(sample(kind, id)))) as JsonObject;
  }

  private async registered(name: string, role: Role, version = '2.1.1'): Promise<Party> {
    const known = this.parties.get(name);
    if (known) return known;
    const party = await this.platform(name, role);
    if (version !== '2.1.1') party.partner.speaks(version);
    // Without the tax on its prices no operator's Tariffs reach a reader of 2.2.1.
    const taxed = role === 'CPO' && usualVersion !== '2.1.1';
    await this.invite(party, taxed ? { options: { tax_percent: 'none' } } : {});
    await register(party.partner);
    if (workers > 1) await this.followed(party);
    return party;
  }

  /**
   * Waits until a process follows the new connection: of several processes, one begins a moment later, and sends
   * earlier changes in another way.
   */
  private async followed({ name, partner }: Party): Promise<void> {
    await eventually(async () => {
      const { json } = await this.admin('GET', `/admin/connections/${partner.connection}`);
      const { state } = (json?.delivery ?? {}) as JsonObject;
      if (state !== 'LIVE' && state !== 'OFF') throw new Error(`nobody follows ${name}: ${state}`);
    });
  }
}

setWorldConstructor(Market);
