import type { Call, Method, ObjectName, Route, Side } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import { roleOf } from '../editions/routes.ts';
import { type Components, componentsOf } from './openapi-components.ts';

/** A version of OCPI with the components of its OpenAPI documents. */
interface Described extends Pick<Edition, 'version' | 'rows' | 'routes'> {
  components: Components;
}

/**
 * The OpenAPI 3.1 document of one OCPI interface in one version, from the module table and the schemas, examples
 * included; `release` is the version of the hub.
 */
export function ocpiOpenapi(edition: Edition, side: Side, url: string, release: string): object {
  const { version, rows, routes } = edition;
  const components = componentsOf(edition);
  const described = { version, rows, routes, components };
  const partner = side === 'cpo' ? 'eMSPs' : 'CPOs';
  const paths: Record<string, Record<string, object>> = {};
  const add = (path: string, method: Method, operation: object) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  const base = `/ocpi/${side}`;
  for (const [path, method, operation] of handshake(described, side)) add(base + path, method, operation);
  for (const route of routes(side))
    for (const method of route.methods)
      add(
        `${base}/${version}${pathOf(described, route)}`,
        method,
        functional(described, side, route, method),
      );
  return {
    openapi: '3.1.0',
    info: {
      title: `OCPI ${version}: the ${roleOf(side) === 'CPO' ? 'CPO' : 'eMSP'} interface of the hub`,
      version: release,
      description: `What ${partner} call. Problems are told by \`status_code\`, with HTTP 2xx where the request could be read. Extensions to ${version} are part of the schemas.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: scheme },
      schemas: components.schemas,
      parameters: listParameters,
    },
  };
}

const scheme = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: 'The word Token, a blank, and the credentials token as it was exchanged.',
};

type Operation = [path: string, method: Method, operation: object];

function handshake({ version, components }: Described, side: Side): Operation[] {
  const { reference, example } = components;
  const responses = responsesOf(components);
  const credentials = `/${version}/credentials`;
  const body = { required: true, content: json(reference('credentials'), example('credentials')) };
  const told = responses({ data: reference('credentials'), example: example('credentials') });
  const said = (id: string, summary: string, more: object) => ({
    operationId: `${side}_${id}`,
    summary,
    tags: ['credentials'],
    ...more,
  });
  return [
    [
      '/versions',
      'GET',
      said('versions', 'The versions spoken here', {
        responses: responses({ data: { type: 'array', items: reference('version') } }),
      }),
    ],
    [
      `/${version}`,
      'GET',
      said('details', 'The endpoints of this version', {
        responses: responses({ data: reference('version-details') }),
      }),
    ],
    [
      credentials,
      'GET',
      said('getCredentials', "The hub's Credentials for this partner", { responses: told }),
    ],
    [
      credentials,
      'POST',
      said('register', 'Register: the hub reads your versions before it answers', {
        requestBody: body,
        responses: told,
      }),
    ],
    [
      credentials,
      'PUT',
      said('renew', 'Renew Credentials, on both sides', { requestBody: body, responses: told }),
    ],
    [credentials, 'DELETE', said('unregister', 'Unregister', { responses: responses({}) })],
  ];
}

function functional(of: Described, side: Side, route: Route, method: Method): object {
  const { rows, components } = of;
  const { module, kind, path } = route;
  const row = rows[module];
  const call = route.calls?.[method];
  const said = call ? ofCall(components, call, kind) : ofObject(of, route, method);
  const isList = kind === 'list' && method === 'GET';
  const required = isList ? (row[route.end]?.required ?? []) : (call && kind === 'call' && call.query) || [];
  return {
    operationId: [side, method.toLowerCase(), ...path.split('/').filter(Boolean)]
      .join('_')
      .replace(/[^\w]/g, ''),
    summary: said.summary,
    tags: [module],
    parameters: [...inPath(of, route), ...(isList ? pages(required) : required.map(inQuery))],
    ...(said.body ? { requestBody: { required: !call?.bodyOptional, content: said.body } } : {}),
    responses: responsesOf(components)({
      ...said,
      list: isList,
      created: method === 'PUT' || method === 'POST',
    }),
  };
}

interface Said {
  summary: string;
  body?: object;
  data?: object;
  example?: unknown;
}

function ofObject({ rows, components }: Described, { module, kind, path }: Route, method: Method): Said {
  const { reference, example } = components;
  const row = rows[module];
  const level = (/:subpart$/.test(path) && 2) || (/:part$/.test(path) && 1) || 0;
  const name = (level === 0 ? row.object : row.parts?.[level - 1]?.object) as ObjectName;
  const title = components.title(name);
  const shown = { data: reference(name), example: example(name) };
  if (kind === 'list' && method === 'GET')
    return {
      summary: `${title}s, page by page`,
      data: { type: 'array', items: reference(name) },
      example: [example(name)],
    };
  if (method === 'GET') return { summary: `One ${title}`, ...shown };
  if (method === 'DELETE') return { summary: `Withdraw a ${title}` };
  if (method === 'PATCH')
    return { summary: `Change fields of a ${title}`, body: json(reference(name, 'Patch')) };
  return { summary: `Create or replace a ${title}`, body: json(reference(name), example(name)) };
}

function ofCall({ reference, example }: Components, call: Call, kind: Route['kind']): Said {
  const { body, answer, result } =
    kind === 'result' ? { body: call.result, answer: undefined, result: undefined } : call;
  return {
    summary:
      kind === 'result'
        ? 'The result of a question asked before'
        : `Ask the other party${result ? '; a result follows at the response_url' : ''}`,
    ...(body ? { body: json(reference(body), example(body)) } : {}),
    ...(answer ? { data: reference(answer), example: example(answer) } : {}),
  };
}

/**
 * The path of a route in OpenAPI's notation with OCPI's names:
 * `/locations/{country_code}/{party_id}/{location_id}/{evse_uid}`.
 */
function pathOf(of: Described, route: Route): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => `{${parameterName(of, route, name)}}`);
}

function parameterName({ rows }: Described, { module, kind }: Route, name: string): string {
  if (kind !== 'object') return name;
  const row = rows[module];
  const [evse, connector] = row.parts ?? [];
  const names: Record<string, string> = {
    id: `${row.object}_${row.key?.at(-1)}`,
    part: `${evse?.object}_${evse?.key}`,
    subpart: `${connector?.object}_${connector?.key}`,
  };
  return names[name] ?? name;
}

function inPath(of: Described, route: Route): object[] {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name: parameterName(of, route, name),
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function inQuery(name: string): object {
  return { name, in: 'query', required: true, schema: { type: 'string' } };
}

const listParameters = {
  date_from: {
    name: 'date_from',
    in: 'query',
    description: 'Last updated then or later.',
    schema: { type: 'string' },
  },
  date_to: { name: 'date_to', in: 'query', description: 'Last updated before.', schema: { type: 'string' } },
  offset: {
    name: 'offset',
    in: 'query',
    description: 'How many to leave out.',
    schema: { type: 'integer', minimum: 0, default: 0 },
  },
  limit: {
    name: 'limit',
    in: 'query',
    description: 'How many at most.',
    schema: { type: 'integer', minimum: 1 },
  },
};

function pages(required: string[]): object[] {
  return Object.entries(listParameters).map(([name, parameter]) =>
    required.includes(name) ? { ...parameter, required: true } : { $ref: `#/components/parameters/${name}` },
  );
}

const pageHeaders = {
  Link: { description: 'The next page, rel="next"; absent on the last.', schema: { type: 'string' } },
  'X-Total-Count': { description: 'How many there are.', schema: { type: 'integer' } },
  'X-Limit': { description: 'The bound of this page.', schema: { type: 'integer' } },
};

/** Makes the writer of an operation's responses, which have the envelope of the version. */
function responsesOf({ reference }: Components) {
  return (said: { data?: object; example?: unknown; list?: boolean; created?: boolean }): object => {
    const { data, example: shown, list, created } = said;
    const schema = data
      ? { allOf: [reference('envelope'), { type: 'object', properties: { data } }] }
      : reference('envelope');
    const envelope = { status_code: 1000, timestamp: '2026-01-31T08:00:00Z' };
    const content = json(schema, shown === undefined ? undefined : { data: shown, ...envelope });
    const problem = (description: string, status_code: number) => ({
      description,
      content: json(reference('envelope'), { ...envelope, status_code, status_message: description }),
    });
    return {
      200: {
        description: 'Done, or refused: status_code tells',
        ...(list ? { headers: pageHeaders } : {}),
        content,
      },
      ...(created ? { 201: { description: 'Created', content } } : {}),
      400: problem('The body is not JSON', 2000),
      401: problem('The token is missing or not known', 2000),
      404: problem('There is no such object or path', 2001),
    };
  };
}

function json(schema: object, shown?: unknown): object {
  return { 'application/json': { schema, ...(shown === undefined ? {} : { example: shown }) } };
}
