import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Partner } from '../../features/support/fake-partner.ts';
import type { JsonObject } from '../../features/support/http-call.ts';
import type { Reply } from '../../features/support/partner-types.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { sample } from '../../features/support/sample-objects.ts';
import { envelope } from '../../features/support/well-behaved-answers.ts';
import { type Listening, listen, until } from './hub-process-for-test.ts';

/** Answers a GET with the Location as the provider should have it. */
const asIs = (location: JsonObject): Reply => ({ json: envelope(1000, location) });
/**
 * Locations by the provider's answer to a GET, with the difference that the hub then reports; none where the provider
 * has the right state.
 */
// biome-ignore format: a table
const cases: Record<string, { shows: (location: JsonObject) => Reply; refuses?: true; is?: string; cause?: RegExp }> = {
  SAME:     { shows: asIs },
  LATER:    { shows: (location) => asIs({ ...location, last_updated: '2030-01-01T00:00:00Z', country_code: 'NL', related_locations: null }) },
  OLD:      { shows: (location) => asIs({ ...location, city: 'Elsewhere' }), is: 'different', cause: /^it was delivered on .* and NL\*EMP has lost or changed it since$/ },
  LOST:     { shows: () => ({ status: 404, json: envelope(2003) }), is: 'missing', cause: /has lost or changed it since$/ },
  UNKNOWN:  { shows: () => ({ json: envelope(2003) }), is: 'missing', cause: /has lost or changed it since$/ },
  SILENT:   { shows: () => ({ status: 405, json: envelope(2000) }) },
  PLAIN404: { shows: () => ({ status: 404, body: '<h1>Not Found</h1>' }) },
  REFUSED:  { shows: () => ({ status: 405, json: envelope(2000) }), refuses: true, is: 'missing', cause: /^NL\*EMP refused it on / },
  ABSENT:   { shows: () => ({ status: 404, json: envelope(2003) }), refuses: true, is: 'missing', cause: /^NL\*EMP refused it on / },
};

test('what a receiver shows, or has acknowledged, is compared with what it should have; what differs is named, and sent again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'converge-'));
  const hub = await listen(folder, {});
  const partners: Partner[] = [];
  t.after(async () => {
    await hub.stop();
    for (const one of partners) await one.goDark();
    rmSync(folder, { recursive: true, force: true });
  });
  const [operator, provider] = [await partner(hub, 'CPO', 'ABC'), await partner(hub, 'EMSP', 'EMP')];
  partners.push(operator, provider);
  const party = (party_id: string) => ({ country_code: 'NL', party_id });
  await hub.admin('POST', '/agreements', { cpo: party('ABC'), emsp: party('EMP') });
  const put = async (path: string, body: JsonObject) =>
    assert.equal((await operator.send('PUT', path, { body: JSON.stringify(body) })).json?.status_code, 1000);
  for (const [id, { shows, refuses }] of Object.entries(cases)) {
    const location = sample('Location', id);
    provider.answers('GET', new RegExp(`locations/NL/ABC/${id}/?$`), shows(location));
    if (refuses)
      provider.answers('PUT', new RegExp(`locations/NL/ABC/${id}$`), { status: 400, json: envelope(2001) });
    await put(`locations/NL/ABC/${id}`, location);
  }
  await put('tariffs/NL/ABC/GONE', sample('Tariff', 'GONE'));
  await operator.send('DELETE', 'tariffs/NL/ABC/GONE');
  provider.answers('GET', /tariffs\/NL\/ABC\/GONE$/, asIs(sample('Tariff', 'GONE')));
  const pushes = () => provider.received.filter(({ method }) => method !== 'GET').length;
  await until(
    () => 'all pushes',
    () => provider.requests('DELETE', /^tariffs/).length === 1 && pushes() >= 11,
  );

  const converge = (more: object) =>
    hub.admin('POST', '/converge', { from: party('ABC'), to: party('EMP'), ...more });
  const seen = await converge({});
  const differences = seen.differences as { id: string; is: string; cause: string; resent: boolean }[];
  assert.deepEqual(
    differences.map(({ id, is }) => [id, is]),
    [...Object.entries(cases).flatMap(([id, { is }]) => (is ? [[id, is]] : [])), ['GONE', 'surplus']],
  );
  for (const { id, cause, resent } of differences) {
    assert.match(cause, cases[id]?.cause ?? /^NL\*ABC has withdrawn tariffs GONE/, id);
    assert.equal(resent, false);
  }
  assert.equal(seen.next, null);
  assert.deepEqual([seen.shown, seen.acknowledged], [7, 3]);

  const before = provider.received.length;
  const mended = await converge({ mend: true });
  const resent = (mended.differences as typeof differences).filter(({ resent: isResent }) => isResent);
  const again = ['OLD', 'LOST', 'UNKNOWN', 'REFUSED', 'ABSENT'];
  assert.deepEqual(
    resent.map(({ id }) => id),
    again,
  );
  const came = (id: string) =>
    provider.received.slice(before).some(({ method, path }) => method === 'PUT' && path.endsWith(`/${id}`));
  await until(
    () => `${again.filter(came)} sent again`,
    () => again.every(came),
  );
  // Asked for in parts of one change each, the hub gives the same differences.
  const parts: string[] = [];
  for (let next: unknown = 0; next !== null; ) {
    const part = await converge({ after: next, limit: 1 });
    parts.push(...(part.differences as typeof differences).map(({ id }) => id));
    next = part.next;
  }
  assert.deepEqual(
    parts,
    differences.map(({ id }) => id),
  );
});

async function partner(hub: Listening, role: 'CPO' | 'EMSP', party_id: string): Promise<Partner> {
  const one = new Partner({ name: party_id, role, country_code: 'NL', party_id });
  await one.open();
  const made = await hub.admin('POST', '/connections', {
    role,
    country_code: 'NL',
    party_id,
    name: party_id,
  });
  one.hubVersionsUrl = String(made.versions_url);
  one.tokenToHub = String(made.token);
  await register(one);
  return one;
}
