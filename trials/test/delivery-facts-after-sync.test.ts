import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Partner } from '../../features/support/fake-partner.ts';
import type { JsonObject } from '../../features/support/http-call.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { sample } from '../../features/support/sample-objects.ts';
import { type Listening, listen, until } from './hub-process-for-test.ts';

// In this test the hub's trace holds one megabyte, which the Locations of one sync overflow several times.

const locations = Number(process.env.FACTS_LOCATIONS ?? 500);

async function partner(hub: Listening, role: 'CPO' | 'EMSP', party_id: string, modules: string[]) {
  const one = new Partner({ name: party_id, role, country_code: 'NL', party_id });
  one.endpoints = Object.fromEntries(
    Object.entries(one.endpoints).filter(([module]) => ['credentials', ...modules].includes(module)),
  );
  await one.open();
  const made = await hub.admin('POST', '/connections', {
    ...{ role, country_code: 'NL', party_id, name: party_id },
  });
  one.connection = String(made.id);
  one.hubVersionsUrl = String(made.versions_url);
  one.tokenToHub = String(made.token);
  await register(one);
  return one;
}

test('after a sync that overflows the trace, a CDR from before it has reached its provider, and rubbish from before it is not forgotten', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  const hub = await listen(folder, { HUB_TRACE_MB: '1' });
  const partners: Partner[] = [];
  t.after(async () => {
    await hub.stop();
    for (const one of partners) await one.goDark();
    rmSync(folder, { recursive: true, force: true });
  });
  const operator = await partner(hub, 'CPO', 'ABC', ['locations']);
  partners.push(operator);
  const provider = await partner(hub, 'EMSP', 'EMP', ['locations', 'cdrs', 'tokens']);
  partners.push(provider);
  const parties = {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'NL', party_id: 'EMP' },
  };
  await hub.admin('POST', '/agreements', parties);
  const say = async (one: Partner, method: string, path: string, body: JsonObject) =>
    (await one.send(method, path, { body: JSON.stringify(body) })).json?.status_code;

  const token: JsonObject = { ...sample('Token', 'UID1'), auth_id: 'NL-EMP-1' };
  assert.equal(await say(provider, 'PUT', 'tokens/NL/EMP/UID1', token), 1000);
  assert.equal(await say(operator, 'PUT', 'locations/NL/ABC/RUBBISH', { id: 'RUBBISH' }), 2001);
  const cdr: JsonObject = { ...sample('CDR', 'CDR1'), auth_id: 'NL-EMP-1' };
  assert.equal(await say(operator, 'POST', 'cdrs', cdr), 1000);
  await until(
    () => 'the CDR',
    () => provider.requests('POST', 'cdrs').length === 1,
  );

  // The trace stores once what Locations have in common, so each has a long text of its own.
  const directions = (id: string) =>
    ['en', 'nl', 'de', 'fr'].map((language) => ({ language, text: `${id} `.repeat(50) }));
  operator.lists.locations = Array.from({ length: locations }, (_, at) => ({
    ...sample('Location', `LOC${at}`),
    directions: directions(`LOC${at}`),
  }));
  await hub.admin('POST', `/connections/${operator.connection}/syncs`, { type: 'full' });
  const pushed = () => provider.requests('PUT', /^locations/).length;
  // With many Locations, a minute has to bring some more of them, not all.
  for (let before = 0; before < locations; before = pushed())
    await until(
      () => `more than ${before} of ${locations} Locations`,
      () => pushed() > before,
      locations > 1000 ? 1000 : 25,
    );
  const traced = await hub.list('/requests?module=cdrs&limit=10');
  assert.deepEqual(
    traced.filter(({ method }) => method === 'POST'),
    [],
    'the trace has lost the CDR',
  );

  const why = await hub.admin('GET', '/why?module=cdrs&country_code=NL&party_id=ABC&id=CDR1&to=NL*EMP');
  assert.match(
    String(why.answer),
    /^CDR CDR1 of NL\*ABC has reached NL\*EMP: delivered before 20.*, where the trace begins\.$/,
  );
  const report = await hub.admin('GET', `/connections/${operator.connection}/report`);
  const findings = report.findings as JsonObject[];
  assert.ok(findings.length > 0, 'the report still tells of the rubbish');
});
