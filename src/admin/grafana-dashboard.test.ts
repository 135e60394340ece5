import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import request from 'supertest';
import { serve } from './fake-hub.ts';
import './measure-store-times.ts';

interface Dashboard {
  panels: { title: string; targets: { expr: string; legendFormat: string }[] }[];
}

const dashboard = JSON.parse(
  readFileSync(new URL('../../deploy/grafana-dashboard.json', import.meta.url), 'utf8'),
) as Dashboard;

test('every metric of the Grafana dashboard is one that /metrics tells', async (t) => {
  const { server } = await serve(t);
  const { text } = await request(server).get('/metrics');
  const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const used = dashboard.panels.flatMap(({ title, targets }) =>
    targets.flatMap(({ expr }) =>
      [...expr.matchAll(/\b(ocpi_hub|nodejs|process)_\w+/g)].map(([name]) => ({ title, name })),
    ),
  );
  assert.ok(used.length >= dashboard.panels.length);
  for (const { title, name } of used)
    assert.ok(
      told.has(name) || told.has(name.replace(/_(bucket|sum|count)$/, '')),
      `${title}: there is no ${name}`,
    );
  const shown = new Set(used.map(({ name }) => name.replace(/_bucket$/, '')));
  for (const name of told)
    if (name?.startsWith('ocpi_hub_')) assert.ok(shown.has(name), `${name} is on no panel`);
});
