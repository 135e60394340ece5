import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { Market } from '../support/world.ts';

Given('the platform of operator {party}, unknown to the hub', async function (this: Market, name: string) {
  await this.platform(name, 'CPO');
});

Given('the platform of provider {party}, unknown to the hub', async function (this: Market, name: string) {
  await this.platform(name, 'EMSP');
});

Given('{party} serves its versions at {path}', function (this: Market, name: string, path: string) {
  this.party(name).partner.versionsPath = path;
});

Given('{party} offers the versions:', function (this: Market, name: string, table: DataTable) {
  this.party(name).partner.versions = Object.fromEntries(
    table.raw().map(([version, path]) => [version, String(path)]),
  );
});

Given(
  'the same platform of {party} has been invited as provider {party}',
  async function (this: Market, one: string, other: string) {
    await this.invite(await this.platform(other, 'EMSP', this.party(one).party_id));
  },
);

When('{party} has been invited as operator again', async function (this: Market, name: string) {
  await this.invite(this.party(name));
});
