import { Given } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { register } from '../support/register-as-partner.ts';

/** Each of these operators registers by a handshake. */
Given('operator(s) {parties}', async function (this: Market, names: string[]) {
  await Promise.all(names.map((name) => this.operator(name)));
});

/** Each of these providers registers by a handshake. */
Given('provider(s) {parties}', async function (this: Market, names: string[]) {
  await Promise.all(names.map((name) => this.provider(name)));
});

/** The operator and the providers register, and the administrator makes an agreement of it with each of them. */
Given(
  'operator {party} has (an )agreement(s) with provider(s) {parties}',
  async function (this: Market, operator: string, providers: string[]) {
    await Promise.all([this.operator(operator), ...providers.map((provider) => this.provider(provider))]);
    for (const provider of providers) await this.agree(operator, provider);
  },
);

/** The provider and the operators register, and the administrator makes an agreement of it with each of them. */
Given(
  'provider {party} has (an )agreement(s) with operator(s) {parties}',
  async function (this: Market, provider: string, operators: string[]) {
    await Promise.all([this.provider(provider), ...operators.map((operator) => this.operator(operator))]);
    for (const operator of operators) await this.agree(operator, provider);
  },
);

/** The provider registers by a handshake, and no agreement is made. */
Given(
  'provider {party} without an agreement with {party}',
  async function (this: Market, provider: string, _operator: string) {
    await this.provider(provider);
  },
);

/** The operator registers by a handshake, and no agreement is made. */
Given(
  'operator {party} without an agreement with {party}',
  async function (this: Market, operator: string, _provider: string) {
    await this.operator(operator);
  },
);

/** The platform of the party has further parties, which share its connection. */
Given(
  'the platform of {party} also runs {parties}',
  async function (this: Market, name: string, more: string[]) {
    const { partner } = this.party(name);
    for (const id of more)
      this.parties.set(id, { name: id, partner, country_code: this.country, party_id: id });
    const of = [...this.parties.values()].filter((party) => party.partner === partner);
    const parties = of.map(({ country_code, party_id }) => ({ country_code, party_id }));
    const answer = await this.admin('PATCH', `/admin/connections/${partner.connection}`, { parties });
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status} ${answer.body}`);
  },
);

/** The provider registers by a handshake in this version of OCPI, and each of the operators gets an agreement with it. */
Given(
  'provider {party} of OCPI {word} has (an )agreement(s) with operator(s) {parties}',
  async function (this: Market, provider: string, version: string, operators: string[]) {
    await this.provider(provider, version);
    await Promise.all(operators.map((operator) => this.operator(operator)));
    for (const operator of operators) await this.agree(operator, provider);
  },
);

/** The party speaks this version of OCPI alone from now on: versions, endpoints, Credentials and tokens. */
Given('{party} speaks OCPI {word}', function (this: Market, name: string, version: string) {
  this.party(name).partner.speaks(version);
});

/** The administrator makes a connection for the operator, which has a TOKEN_A and is not registered. */
Given('{party} has been invited as (an )operator', async function (this: Market, name: string) {
  await this.invite(await this.platform(name, 'CPO'));
});

/** The administrator makes a connection for the provider, which has a TOKEN_A and is not registered. */
Given('{party} has been invited as (a )provider', async function (this: Market, name: string) {
  await this.invite(await this.platform(name, 'EMSP'));
});

/** The party does the handshake with the TOKEN_A that it was given. */
Given('{party} registers', async function (this: Market, name: string) {
  await register(this.party(name).partner);
});

/** The party's version details leave this module out; it says so before it registers. */
Given('{party} offers no {word}( endpoint)', async function (this: Market, name: string, module: string) {
  delete this.party(name).partner.endpoints[module];
});

/** The party's version details list this module at the path; it says so before it registers. */
Given(
  '{party} offers {word} at {path}',
  async function (this: Market, name: string, module: string, path: string) {
    this.party(name).partner.endpoints[module] = path;
  },
);
