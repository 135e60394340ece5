import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';

/** The platform of an operator runs, and the hub has no connection of it. */
Given('the platform of operator {party}, unknown to the hub', async function (this: Market, name: string) {
  await this.platform(name, 'CPO');
});

/** The platform of a provider runs, and the hub has no connection of it. */
Given('the platform of provider {party}, unknown to the hub', async function (this: Market, name: string) {
  await this.platform(name, 'EMSP');
});

/** The party answers its list of versions at this path. */
Given('{party} serves its versions at {path}', function (this: Market, name: string, path: string) {
  this.party(name).partner.versionsPath = path;
});

/** The party's list has these versions, each with the path of its details. */
Given('{party} offers the versions:', function (this: Market, name: string, table: DataTable) {
  this.party(name).partner.versions = Object.fromEntries(
    table.raw().map(([version, path]) => [version, String(path)]),
  );
});

/** The administrator makes a second connection to the platform, in the role of provider. */
Given(
  'the same platform of {party} has been invited as provider {party}',
  async function (this: Market, one: string, other: string) {
    await this.invite(await this.platform(other, 'EMSP', this.party(one).party_id));
  },
);

/** The administrator makes a connection for the operator once more, with a new TOKEN_A. */
When('{party} has been invited as operator again', async function (this: Market, name: string) {
  await this.invite(this.party(name));
});
