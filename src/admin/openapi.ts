import { openapiSchema } from '../ocpi/openapi/json-schema-to-openapi.ts';
import { readSchemas } from '../ocpi/schemas/schemas.ts';
import { version } from './package-version.ts';
import { type ProblemKind, problems } from './problem-details.ts';
import type { Parameter } from './query-parameters.ts';
import type { Route } from './route-types.ts';

/** Title and description of an API for its OpenAPI document, and the meaning of its bearer token. */
interface About {
  title: string;
  description: string;
  secret: string;
}

const ofAdmin: About = {
  title: 'OCPI hub: admin API',
  description: 'Connections, agreements, the trace of requests and the stored objects of an OCPI 2.1.1 hub.',
  secret: 'The token of HUB_ADMIN_TOKEN.',
};

/** The OpenAPI 3.1 document of a table of routes; bodies and answers are those of `schemas/hub`. */
export function openapi(routes: Route[], url: string, { title, description, secret } = ofAdmin): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ admin: [] }],
    paths,
    components: {
      securitySchemes: {
        admin: { type: 'http', scheme: 'bearer', description: secret },
      },
      schemas: components(),
    },
  };
}

function operation(route: Route): object {
  const { id, summary, path, query = [], body, bodies } = route;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: id,
    summary,
    tags: [path.split('/')[path.startsWith('/admin/') ? 2 : 1]],
    ...(route.open ? { security: [] } : {}),
    parameters: [...inPath, ...query.map(parameter)],
    ...(body ? { requestBody: { required: true, content: json(oneOrMore(reference(body), bodies)) } } : {}),
    responses: { ...successes(route), ...failures(route) },
  };
}

function parameter({
  name,
  kind,
  description,
  required,
  oneOf,
  shape,
  least,
  default: absent,
}: Parameter): object {
  const types = {
    text: { type: 'string' },
    number: { type: 'integer' },
    time: { type: 'string', format: 'date-time' },
  };
  const schema = {
    ...types[kind],
    ...(oneOf && { enum: oneOf }),
    ...(shape && { pattern: shape.pattern.source }),
    ...(least !== undefined && { minimum: least }),
    ...(absent !== undefined && { default: absent }),
  };
  return { name, in: 'query', ...(required && { required }), description, schema };
}

function successes({ answer, summary, bodies }: Route): object {
  const { status, or, schema, list, type, page, paged } = answer;
  const one = schema ? reference(schema) : {};
  const shown = page ? { 'text/html': { schema: { type: 'string' } } } : {};
  const content = type
    ? { [type]: { schema: {} }, ...shown }
    : { ...json(list ? listOf(one) : oneOrMore(one, bodies)), ...shown };
  const response = {
    description: summary,
    ...(paged ? { headers: pageHeaders } : {}),
    ...(type || schema ? { content } : {}),
  };
  return { [status]: response, ...(or ? { [or]: response } : {}) };
}

const pageHeaders = {
  'X-Total-Count': { description: 'How many there are in all.', schema: { type: 'integer' } },
  Link: {
    description: 'The page after this one, rel="next"; absent on the last.',
    schema: { type: 'string' },
  },
};

/** The failures that a route can answer with: those of every route with a token, and its own. */
function failures({ open, method, path, body, refusals = [] }: Route): object {
  const kinds: ProblemKind[] = [
    ...(open ? [] : (['invalid', 'unauthorized', 'tooMany'] as const)),
    ...(open || method === 'GET' ? [] : (['forbidden'] as const)),
    ...(path.includes('{') ? (['notFound'] as const) : []),
    ...(body ? (['tooLarge'] as const) : []),
    ...refusals,
  ];
  return Object.fromEntries(
    kinds.map((kind) => {
      const [status, description] = problems[kind];
      return [
        status,
        { description, content: { 'application/problem+json': { schema: reference('problem') } } },
      ];
    }),
  );
}

function listOf(items: object): object {
  return { type: 'array', items };
}

function oneOrMore(schema: object, mayBeList = false): object {
  return mayBeList ? { oneOf: [schema, listOf(schema)] } : schema;
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}

const schemas = readSchemas('hub');

function components(): Record<string, unknown> {
  const all = Object.entries(schemas).filter(([id]) => !id.endsWith('/configuration.json'));
  return Object.fromEntries(
    all.map(([, schema]) => [
      schema.title,
      openapiSchema(schema, (id) => `#/components/schemas/${schemas[id]?.title}`),
    ]),
  );
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${schemas[`schema:/hub/${name}.json`]?.title}` };
}
