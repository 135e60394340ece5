import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../route-table.ts';
import { type AdminProblem, adminClient } from './admin-api-client.ts';
import { operations } from './operations.generated.ts';

function clientOf(answer: () => Response) {
  const asked: string[] = [];
  const admin = adminClient({
    url: 'http://hub.example/base/admin/',
    token: 'secret',
    fetch: async (url, init) => {
      const { Authorization = '' } = init?.headers as Record<string, string>;
      asked.push([init?.method, String(url), Authorization, String(init?.body ?? '')].join(' ').trim());
      return answer();
    },
  });
  return { admin, asked };
}

test('every operation of the admin API is a function of the client', () => {
  assert.deepEqual(
    Object.entries(operations).map(([id, [method, path]]) => `${id} ${method} ${path}`),
    routes
      .toSorted((a, b) => order(a.path) - order(b.path))
      .map(({ id, method, path }) => `${id} ${method} ${path}`),
  );
});

/** The position of an operation in the order of an OpenAPI document, in which those of one path stand together. */
function order(path: string): number {
  return routes.findIndex((route) => route.path === path);
}

test('parameters stand in path and query, bodies are JSON, and lists are pages', async () => {
  const headers = { 'X-Total-Count': '7', Link: '<http://hub.example/next>; rel="next"' };
  const { admin, asked } = clientOf(() => Response.json([{ id: 'a' }], { headers }));
  const page = await admin.listConnections({ role: 'CPO', limit: 1 });
  assert.deepEqual(page, { items: [{ id: 'a' }], total: 7, next: 'http://hub.example/next' });
  await admin.changeConnection({ id: 'a/b', body: { name: 'N' } });
  assert.deepEqual(asked, [
    'GET http://hub.example/base/admin/connections?role=CPO&limit=1 Bearer secret',
    'PATCH http://hub.example/base/admin/connections/a%2Fb Bearer secret {"name":"N"}',
  ]);
  await assert.rejects(admin.showConnection({ id: '' }), /id is needed for/);
});

test('a refusal is an error with its places, whatever the answer is made of', async () => {
  const problem = {
    title: 'Wrong',
    detail: 'the body is wrong',
    errors: [{ pointer: '/name', message: 'is empty' }],
  };
  const refused = clientOf(() => Response.json(problem, { status: 400 })).admin;
  await assert.rejects(refused.removeAgreement({ id: 'x' }), (error: AdminProblem) => {
    assert.deepEqual(
      [error.name, error.status, error.message],
      ['AdminProblem', 400, 'the body is wrong; /name: is empty'],
    );
    return true;
  });
  const broken = clientOf(() => new Response('<html>', { status: 502 })).admin;
  await assert.rejects(broken.listAttention(), /HTTP 502: <html>/);
  const gone = clientOf(() => new Response(null, { status: 204 })).admin;
  assert.equal(await gone.removeAgreement({ id: 'x' }), undefined);
});
