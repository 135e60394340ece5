import assert from 'node:assert/strict';
import { test } from 'node:test';
import express, { type Router } from 'express';
import { operatorControl } from '../cpo/operator-control-routes.ts';
import type { Operator } from '../cpo/operator-state.ts';
import { providerControl } from '../emsp/provider-control-routes.ts';
import type { Provider } from '../emsp/provider-state.ts';
import { controlApi } from './control-api.ts';
import { controlOpenapi } from './control-api-openapi.ts';
import type { Behaviour, Platform } from './simulated-platform.ts';

test('the document of the control API has each of its routes, and no other', () => {
  const { paths } = controlOpenapi('http://127.0.0.1:8081') as { paths: Record<string, object> };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const common = controlApi({} as Platform, { control: express.Router() } as Behaviour);
  const routes = [common, operatorControl({} as Operator), providerControl({} as Provider)].flatMap(routesOf);
  assert.deepEqual(documented.sort(), routes.filter((route) => route !== 'get /openapi.json').sort());
  assert.ok(routes.length > 15);
});

/** The routes of a router as in OpenAPI: `get /commands/{id}`. */
function routesOf({ stack }: Router): string[] {
  return stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`) : [],
  );
}
