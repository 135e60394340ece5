import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import request from 'supertest';
import { serve } from './fake-hub.ts';

const documents = ['/admin/openapi.json', '/docs/ocpi-cpo.json', '/docs/ocpi-emsp.json'];

describe('the API documents', () => {
  for (const path of documents) {
    test(`${path} is valid OpenAPI 3.1`, async (t) => {
      const { server } = await serve(t);
      const { status, body } = await request(server).get(path);
      assert.equal(status, 200);
      assert.equal(body.openapi, '3.1.0');
      assert.deepEqual(body.servers, [{ url: 'https://hub.example' }]);
      const { valid, errors } = await new Validator().validate(body);
      assert.ok(valid, JSON.stringify(errors, null, 1));
    });

    test(`every example of ${path} is valid`, async (t) => {
      const { server } = await serve(t);
      const { body } = await request(server).get(path);
      const examples = examplesIn(body);
      assert.ok(examples.length >= 7, `there are only ${examples.length}`);
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      formats.default(ajv);
      ajv.addSchema(body, 'document');
      for (const { at, value } of examples) {
        const validate = ajv.compile({ $ref: `document#${at}` });
        assert.ok(validate(value), `${at}: ${JSON.stringify(validate.errors)}`);
      }
    });
  }

  test('the OCPI documents have the paths of the specification', async (t) => {
    const { server } = await serve(t);
    const cpo = await request(server).get('/docs/ocpi-cpo.json');
    const emsp = await request(server).get('/docs/ocpi-emsp.json');
    const methods = (body: { paths: Record<string, object> }, path: string) =>
      Object.keys(body.paths[path] ?? {});
    for (const [body, path, wanted] of [
      [cpo.body, '/ocpi/cpo/versions', ['get']],
      [cpo.body, '/ocpi/cpo/2.1.1/credentials', ['get', 'post', 'put', 'delete']],
      [cpo.body, '/ocpi/cpo/2.1.1/locations/{location_id}/{evse_uid}/{connector_id}', ['get']],
      [cpo.body, '/ocpi/cpo/2.1.1/tokens/{country_code}/{party_id}/{token_uid}', ['get', 'put', 'patch']],
      [cpo.body, '/ocpi/cpo/2.1.1/commands/START_SESSION', ['post']],
      [
        emsp.body,
        '/ocpi/emsp/2.1.1/locations/{country_code}/{party_id}/{location_id}/{evse_uid}',
        ['get', 'put', 'patch'],
      ],
      [
        emsp.body,
        '/ocpi/emsp/2.1.1/tariffs/{country_code}/{party_id}/{tariff_id}',
        ['get', 'put', 'patch', 'delete'],
      ],
      [emsp.body, '/ocpi/emsp/2.1.1/cdrs', ['post']],
      [emsp.body, '/ocpi/emsp/2.1.1/tokens', ['get']],
      [emsp.body, '/ocpi/emsp/2.1.1/tokens/{token_uid}/authorize', ['post']],
      [emsp.body, '/ocpi/emsp/2.1.1/commands/START_SESSION/{question}', ['post']],
    ] as const)
      assert.deepEqual(methods(body, path).sort(), [...wanted].sort(), path);
    const { parameters } = cpo.body.paths['/ocpi/cpo/2.1.1/sessions'].get;
    assert.equal(parameters.find((one: { name?: string }) => one.name === 'date_from')?.required, true);
  });

  test('the page is drawn from files of the hub alone', async (t) => {
    const { server } = await serve(t);
    const bare = await request(server).get('/docs');
    assert.deepEqual([bare.status, bare.headers.location], [302, '/docs/']);
    const { text, headers } = await request(server).get('/docs/');
    assert.match(headers['content-security-policy'] ?? '', /default-src 'self'/);
    const files = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file ?? '');
    assert.deepEqual(files, ['swagger-ui.css', 'favicon-32x32.png', 'swagger-ui-bundle.js', 'start.js']);
    for (const file of files) assert.equal((await request(server).get(`/docs/${file}`)).status, 200, file);
    assert.match((await request(server).get('/docs/start.js')).text, /validatorUrl: null/);
  });
});

interface Example {
  /** JSON Pointer of the schema to which the example belongs. */
  at: string;
  value: unknown;
}

/** Collects each `example` beside a `schema`, and the `examples` of each schema, in an OpenAPI document. */
function examplesIn(node: unknown, at = ''): Example[] {
  if (typeof node !== 'object' || node === null) return [];
  const { example, schema, examples } = node as { example?: unknown; schema?: unknown; examples?: unknown };
  const beside =
    example !== undefined && schema !== undefined ? [{ at: `${at}/schema`, value: example }] : [];
  const own = Array.isArray(examples) ? examples.map((value: unknown) => ({ at, value })) : [];
  const inside = Object.entries(node)
    .filter(([key]) => key !== 'example' && key !== 'examples')
    .flatMap(([key, value]) =>
      examplesIn(
        value,
        `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1').replace(/[{}]/g, encodeURIComponent)}`,
      ),
    );
  return [...beside, ...own, ...inside];
}

test('what needs no token is bounded by address, and the rest is not', async (t) => {
  const { server } = await serve(t);
  const asked: number[] = [];
  for (let n = 0; n < 102; n += 1) asked.push((await request(server).get('/docs/start.js')).status);
  assert.deepEqual([...new Set(asked.slice(0, 100))], [200]);
  assert.equal(asked.at(-1), 429);
  for (const path of ['/docs/ocpi-emsp.json', '/admin/openapi.json', '/metrics']) {
    const { status, headers } = await request(server).get(path);
    assert.deepEqual([path, status, headers['retry-after']], [path, 429, '1']);
  }
  assert.equal((await request(server).get('/health/live')).status, 200);
});
