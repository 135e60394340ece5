import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { newAjv } from '../ocpi/schemas/ajv-with-keywords.ts';
import { adminToken, connection, exchange, fakeHub, serve } from './fake-hub.ts';
import { openapi } from './openapi.ts';
import { routes } from './route-table.ts';

interface Content {
  [type: string]: { schema: object };
}
interface Operation {
  operationId: string;
  summary: string;
  security?: object[];
  parameters: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, { scheme: string }> };
}

const document = JSON.parse(JSON.stringify(openapi(routes, 'https://hub.example'))) as Document;

test('the document is served without a token', async (t) => {
  const { server } = await serve(t);
  const { status, body } = await request(server).get('/admin/openapi.json');
  assert.equal(status, 200);
  assert.deepEqual(body, document);
});

test('every route of the table is in the document, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(described.sort(), routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('the routes of the contract are in the table', () => {
  assert.deepEqual(
    routes.map(({ method, path }) => `${method} ${path}`),
    [
      'POST /admin/connections',
      'GET /admin/connections',
      'GET /admin/connections/{id}',
      'PATCH /admin/connections/{id}',
      'POST /admin/connections/{id}/rotate',
      'POST /admin/connections/{id}/invite',
      'DELETE /admin/connections/{id}/old-token',
      'DELETE /admin/connections/{id}',
      'GET /admin/connections/{id}/report',
      'GET /admin/reports',
      'GET /admin/connections/{id}/parked',
      'GET /admin/parked',
      'POST /admin/connections/{id}/resend',
      'POST /admin/connections/{id}/syncs',
      'GET /admin/syncs',
      'GET /admin/syncs/{id}',
      'POST /admin/syncs/{id}/confirm',
      'POST /admin/connections/{id}/conformance',
      'GET /admin/conformance',
      'GET /admin/conformance/{id}',
      'DELETE /admin/conformance/{id}',
      'GET /admin/conformance/{id}/report',
      'GET /admin/held',
      'POST /admin/held/{id}',
      'DELETE /admin/held/{id}',
      'GET /admin/settlements',
      'POST /admin/settlements',
      'DELETE /admin/settlements/{id}',
      'POST /admin/agreements',
      'GET /admin/agreements',
      'GET /admin/agreements/export',
      'POST /admin/agreements/plan',
      'POST /admin/agreements/apply',
      'GET /admin/agreements/{id}',
      'PATCH /admin/agreements/{id}',
      'DELETE /admin/agreements/{id}',
      'GET /admin/requests',
      'GET /admin/requests/export',
      'GET /admin/requests/stream',
      'GET /admin/requests/{id}',
      'GET /admin/objects/{module}',
      'GET /admin/objects/{module}/writes',
      'GET /admin/why',
      'GET /admin/see',
      'POST /admin/converge',
      'GET /admin/backup',
      'GET /admin/attention',
      'GET /admin/simulators',
      'GET /admin/openapi.json',
      'GET /health',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
    ],
  );
});

test('operations have what OpenAPI asks for', () => {
  assert.match(document.openapi, /^3\.1\./);
  assert.ok(document.info.title && document.info.version);
  assert.equal(document.components.securitySchemes.admin?.scheme, 'bearer');
  const ids = new Set<string>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const operation of Object.values(operations)) {
      ids.add(operation.operationId);
      assert.ok(operation.summary);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      assert.deepEqual(
        inPath.map(({ name, required }) => [name, required]),
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]),
      );
      assert.ok(Object.keys(operation.responses).every((status) => /^[2-5]\d\d$/.test(status)));
      assert.ok(Object.values(operation.responses).every(({ description }) => description));
    }
  }
  assert.equal(ids.size, routes.length);
});

test('every reference leads to a schema, and every schema compiles', () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    assert.ok(name && document.components.schemas[name], `no schema ${name}`);
  assert.ok(!/schema:\/|"x-|"\$id"|zoned-date-time|http-url/.test(text));
  for (const name of Object.keys(document.components.schemas)) validator(`#/components/schemas/${name}`);
});

test('answers are what the document says', async (t) => {
  const hub = fakeHub();
  hub.state = { connections: [connection()], agreements: agreementsOf([]) };
  hub.journalled = [exchange(), exchange({ http_status: null, error: 'timeout: no answer' })];
  hub.stored = [
    {
      module: 'locations',
      owner: 'NL*ABC',
      id: 'LOC1',
      created: 1,
      changed: 1,
      lastUpdated: 0,
      recipient: null,
      gone: false,
      lookups: { id: 'LOC1' },
      bytes: Buffer.from('{"id":"LOC1"}'),
    },
  ];
  const { server } = await serve(t, hub);
  const auth = { Authorization: `Bearer ${adminToken}` };
  const parties = {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'DE', party_id: 'EMP' },
  };
  for (const [method, path, described, body] of [
    ['get', '/admin/connections', '/admin/connections'],
    ['get', '/admin/connections/c1', '/admin/connections/{id}'],
    ['get', '/admin/connections/no', '/admin/connections/{id}'],
    [
      'post',
      '/admin/connections',
      '/admin/connections',
      { role: 'EMSP', country_code: 'DE', party_id: 'EMP', name: 'E' },
    ],
    ['post', '/admin/connections', '/admin/connections', {}],
    ['post', '/admin/agreements', '/admin/agreements', parties],
    ['post', '/admin/agreements', '/admin/agreements', parties],
    ['get', '/admin/agreements', '/admin/agreements'],
    ['get', '/admin/requests', '/admin/requests'],
    ['get', '/admin/requests?limit=no', '/admin/requests'],
    ['get', '/admin/requests/x1', '/admin/requests/{id}'],
    ['get', '/admin/objects/locations', '/admin/objects/{module}'],
    ['get', '/health/ready', '/health/ready'],
  ] as const) {
    const answer = await request(server)[method](path).set(auth).send(body);
    const response = document.paths[described]?.[method]?.responses[answer.status];
    const schema = response?.content?.[answer.type]?.schema;
    assert.ok(schema, `${method} ${path} answers ${answer.status} ${answer.type}, which is not described`);
    const validate = validator(schema);
    assert.ok(validate(answer.body), `${method} ${path}: ${JSON.stringify(validate.errors)}`);
  }
});

/** Compiles a schema of the OpenAPI document, or the one that a reference names, into a check of values. */
function validator(schema: object | string) {
  const ajv = newAjv();
  for (const format of ['date-time', 'uri']) ajv.addFormat(format, (text: string) => text.length > 0);
  ajv.addKeyword('components');
  return ajv.compile({
    components: document.components,
    ...(typeof schema === 'string' ? { $ref: schema } : schema),
  });
}
