/** A request of the control API, for its document. */
interface Operation {
  path: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  id: string;
  summary: string;
  /** Query parameters of the operation, by name. */
  query?: Record<string, { type: 'string' | 'integer'; description: string }>;
  /** Fields of the body; those marked are required. */
  body?: Schema;
  /** HTTP status of the answer; 200 by default. */
  status?: number;
  answer?: Schema;
  /** The only role of simulator that has this request. */
  only?: 'CPO' | 'eMSP';
}

type Schema = Record<string, unknown>;

const text = (description: string): Schema => ({ type: 'string', description });
const number = (description: string): Schema => ({ type: 'number', exclusiveMinimum: 0, description });
const fields = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const anything: Schema = { type: 'object', additionalProperties: true };

const clock = fields({
  now: text('ISO 8601'),
  speed: number('simulated seconds in one on the wall'),
  jumped_s: { type: 'number', description: 'seconds of all jumps so far' },
});

const message = fields({
  id: { type: 'integer' },
  time: text('ISO 8601'),
  module: text('module of the path, or credentials, or versions'),
  method: text('HTTP method'),
  path: text('path and query as they came'),
  headers: anything,
  body: { description: 'parsed where it is JSON, else text; null without a body' },
  status: { type: ['integer', 'null'], description: 'HTTP status of the answer' },
});

const fault = fields(
  {
    kind: text('one of GET /control/faults/kinds'),
    match: fields({
      module: text('module of the messages'),
      method: text('HTTP method'),
      direction: { enum: ['IN', 'OUT'], description: 'requests that arrive, or requests that are sent' },
    }),
    value: { type: ['number', 'string'], description: "the kind's value" },
    probability: { type: 'number', minimum: 0, maximum: 1, default: 1 },
    times: { type: ['integer', 'null'], description: 'number of messages that it strikes; null for all' },
  },
  ['kind'],
);

const session = fields({
  id: text('id of the Session'),
  token_uid: text('uid of the Token'),
  auth_id: text('contract'),
  auth_method: { enum: ['AUTH_REQUEST', 'WHITELIST'] },
  location_id: text('Location'),
  evse_uid: text('EVSE'),
  connector_id: text('Connector'),
});

const command = fields({
  id: text('id of the command'),
  command: text('its name'),
  sent: text('ISO 8601'),
  answer: { type: ['object', 'null'], description: 'the direct answer' },
  result: { type: ['string', 'null'], description: 'the first result that came to the response_url' },
  results: list(fields({ time: text('ISO 8601'), result: text('result') })),
});

const operations: Operation[] = [
  {
    path: '/state',
    method: 'get',
    id: 'state',
    summary: 'Connections, counts of objects, faults; sessions, reservations and EVSEs, or Tokens',
    answer: anything,
  },
  {
    path: '/received',
    method: 'get',
    id: 'received',
    summary: 'The OCPI requests that arrived, newest first, tokens masked',
    query: {
      module: { type: 'string', description: 'module' },
      method: { type: 'string', description: 'HTTP method' },
      id: { type: 'string', description: 'a segment of the path, or id or uid of the body' },
      status: { type: 'integer', description: 'HTTP status of the answer' },
      within: {
        type: 'integer',
        description: 'milliseconds (60,000 at most) to wait for one if there is none',
      },
      limit: { type: 'integer', description: 'most of them' },
    },
    answer: list(message),
  },
  {
    path: '/objects/{module}',
    method: 'get',
    id: 'objects',
    summary: 'Objects with their owners',
    query: {
      held: { type: 'string', description: 'own or received; both unless given' },
      limit: { type: 'integer', description: 'most of each, 10,000 by default' },
    },
    answer: list(fields({ held: { enum: ['own', 'received'] }, owner: text('party'), object: anything })),
  },
  {
    path: '/token',
    method: 'post',
    id: 'invite',
    summary: 'A TOKEN_A for one partner',
    status: 201,
    answer: fields({ token: text('TOKEN_A'), versions_url: text('where the handshake begins') }),
  },
  { path: '/clock', method: 'get', id: 'clock', summary: 'The clock', answer: clock },
  {
    path: '/clock',
    method: 'patch',
    id: 'changeClock',
    summary: 'Sets its speed, or brings all that is waited for nearer',
    body: fields({ speed: number('simulated seconds in one on the wall'), jump_s: number('seconds') }),
    answer: clock,
  },
  {
    path: '/faults/kinds',
    method: 'get',
    id: 'faultKinds',
    summary: 'Every fault there is',
    answer: list(
      fields({
        kind: text('name'),
        does: text('a sentence'),
        value: anything,
        breaks: list(text('requirement')),
      }),
    ),
  },
  { path: '/faults', method: 'get', id: 'faults', summary: 'The faults in force', answer: list(fault) },
  {
    path: '/faults',
    method: 'put',
    id: 'setFaults',
    summary: 'Replaces the faults in force',
    body: list(fault),
    answer: list(fault),
  },
  { path: '/faults', method: 'delete', id: 'clearFaults', summary: 'Ends all faults', status: 204 },
  {
    path: '/sessions',
    method: 'post',
    id: 'plugIn',
    summary: "A car comes; authorised as its Token's whitelist asks",
    only: 'CPO',
    body: fields(
      {
        token_uid: text('uid of the Token'),
        location_id: text('Location; any unless given'),
        evse_uid: text('EVSE; any that is AVAILABLE unless given'),
        kwh: number('energy that the car wants'),
        speed: number("the session's own speed"),
      },
      ['token_uid'],
    ),
    status: 201,
    answer: session,
  },
  {
    path: '/sessions/{id}/stop',
    method: 'post',
    id: 'unplug',
    summary: 'The car leaves; its CDR follows',
    only: 'CPO',
    status: 202,
    answer: session,
  },
  {
    path: '/evses/{location_id}/{evse_uid}',
    method: 'patch',
    id: 'setStatus',
    summary: 'Sets the status of an EVSE and pushes it, at once or at a time to come',
    only: 'CPO',
    body: fields({ status: text('Status of OCPI 2.1.1'), at: text('an OCPI DateTime to come') }, ['status']),
    answer: anything,
  },
  {
    path: '/commands',
    method: 'post',
    id: 'command',
    summary: 'Gives a command, or a charging profile request, and waits for the direct answer',
    only: 'eMSP',
    body: {
      ...fields({ command: text('its name'), token_uid: text('uid of the Token'), to: text('operator') }, [
        'command',
      ]),
      additionalProperties: true,
    },
    status: 201,
    answer: command,
  },
  {
    path: '/commands',
    method: 'get',
    id: 'commands',
    summary: 'Commands and their outcomes, newest first',
    only: 'eMSP',
    answer: list(command),
  },
  {
    path: '/commands/{id}',
    method: 'get',
    id: 'commandById',
    summary: 'One command and its outcome',
    only: 'eMSP',
    answer: command,
  },
  {
    path: '/references/{token_uid}',
    method: 'put',
    id: 'setReference',
    summary: "The authorization_reference of a Token's later authorisations; null for none",
    only: 'eMSP',
    body: fields({ authorization_reference: { type: ['string', 'null'], maxLength: 36 } }, [
      'authorization_reference',
    ]),
    answer: anything,
  },
  {
    path: '/tokens/{uid}',
    method: 'patch',
    id: 'changeToken',
    summary: 'Changes fields of a Token and pushes them',
    only: 'eMSP',
    query: { type: { type: 'string', description: 'type of the Token, where a uid has several' } },
    body: anything,
    answer: anything,
  },
];

/** The OpenAPI 3.1 document of the control API of both simulators, below `/control`. */
export function controlOpenapi(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'OCPI simulators: control API',
      // The version of this API, which is not that of the package.
      version: '1',
      description:
        'What tests ask a simulated operator or provider to do, and what it has received. It asks for a token only where other machines can reach it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${url}/control` }],
    security: [{}, { control: [] }],
    paths,
    components: {
      securitySchemes: {
        control: { type: 'http', scheme: 'bearer', description: 'The token of --control-token.' },
      },
    },
  };
}

function described({ path, id, summary, query = {}, body, status = 200, answer, only }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, { type, description }]) => ({
    name,
    in: 'query',
    description,
    schema: { type },
  }));
  const problem = json(fields({ error: text('/field: what is wrong') }, ['error']));
  return {
    operationId: id,
    summary,
    tags: [only ?? 'both'],
    parameters: [...inPath, ...inQuery],
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      [status]: { description: 'done', ...(answer ? { content: json(answer) } : {}) },
      '4XX': { description: 'refused: 400, 401, 403, 404 or 409', content: problem },
    },
  };
}

function json(schema: Schema): object {
  return { 'application/json': { schema } };
}
