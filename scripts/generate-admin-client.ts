/** The parts of an OpenAPI document that the source of a client is generated from. */
interface Document {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  operationId: string;
  summary: string;
  parameters: {
    name: string;
    in: 'path' | 'query';
    required?: boolean;
    description?: string;
    schema: Shape;
  }[];
  requestBody?: { content: { 'application/json': { schema: Shape } } };
  responses: Record<string, { content?: Record<string, { schema: Shape }>; headers?: object }>;
}

interface Shape {
  $ref?: string;
  type?: string;
  enum?: string[];
  items?: Shape;
  oneOf?: Shape[];
}

/**
 * The TypeScript source of the admin API's client: its functions, their types and requests, all from the OpenAPI
 * document.
 */
export function adminClientSource(document: object): string {
  const operations = Object.entries((document as Document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const names = new Set<string>();
  const members = operations.map(({ path, method, operation }) => {
    const doc = `  /** ${operation.summary}. \`${method} ${path}\` */`;
    return `${doc}\n  ${operation.operationId}(${givenOf(operation, names)}): Promise<${answerOf(operation, names)}>;`;
  });
  const rows = operations.map(
    ({ path, method, operation }) =>
      `  ${operation.operationId}: ['${method}', '${path}', [${queryOf(operation)}], '${kindOf(operation)}'],`,
  );
  return [
    '// Generated from docs/openapi/admin.json by scripts/generate.ts (npm run generate). Do not edit.\n',
    `import type {\n${[...names]
      .sort()
      .map((name) => `  ${name},\n`)
      .join('')}} from '../../hub/types.generated.ts';\n`,
    '/** A page of a list: how many there are in all, and where the next page is. */',
    'export interface Page<T> {\n  items: T[];\n  total: number;\n  /** URL of the next page; absent on the last. */\n  next?: string;\n}\n',
    `/** Everything that the admin API can be asked. */\nexport interface AdminApi {\n${members.join('\n')}\n}\n`,
    '/** The form in which an operation returns the answer: parsed, as a page, as nothing, or as it came. */',
    "export type AnswerKind = 'json' | 'page' | 'none' | 'response';\n",
    '/** How each question goes over the wire: method, path, parameters of the query, and what becomes of the answer. */',
    '// biome-ignore format: a table',
    'export const operations: Record<keyof AdminApi, [method: string, path: string, query: string[], answer: AnswerKind]> = {',
    ...rows,
    '};\n',
  ].join('\n');
}

function givenOf({ parameters, requestBody }: Operation, names: Set<string>): string {
  const body = requestBody?.content['application/json'].schema;
  const fields = [
    ...parameters.map(
      ({ name, required, schema }) => `${name}${required ? '' : '?'}: ${typeOf(schema, names)}`,
    ),
    ...(body ? [`body: ${typeOf(body, names)}`] : []),
  ];
  if (fields.length === 0) return '';
  const isNeeded = body !== undefined || parameters.some(({ required }) => required);
  return `given${isNeeded ? '' : '?'}: { ${fields.join('; ')} }`;
}

function answerOf(operation: Operation, names: Set<string>): string {
  const kind = kindOf(operation);
  if (kind === 'none') return 'void';
  if (kind === 'response') return 'Response';
  const type = typeOf(successOf(operation)?.content?.['application/json']?.schema ?? {}, names);
  return kind === 'page' ? `Page<${type.replace(/\[\]$/, '')}>` : type;
}

function kindOf(operation: Operation): string {
  const { content, headers } = successOf(operation) ?? {};
  if (!content) return 'none';
  const json = content['application/json']?.schema;
  if (!json || Object.keys(content).length > 1) return json && '$ref' in json ? 'json' : 'response';
  return headers && json.type === 'array' ? 'page' : 'json';
}

function successOf({ responses }: Operation) {
  return Object.entries(responses).find(([status]) => Number(status) < 300)?.[1];
}

function queryOf({ parameters }: Operation): string {
  return parameters
    .filter((one) => one.in === 'query')
    .map(({ name }) => `'${name}'`)
    .join(', ');
}

function typeOf(shape: Shape, names: Set<string>): string {
  if (shape.$ref) {
    const name = shape.$ref.split('/').at(-1) ?? '';
    names.add(name);
    return name;
  }
  if (shape.oneOf) return shape.oneOf.map((one) => typeOf(one, names)).join(' | ');
  if (shape.enum) return shape.enum.map((value) => `'${value}'`).join(' | ');
  if (shape.type === 'array') return `${typeOf(shape.items ?? {}, names)}[]`;
  if (shape.type === 'integer' || shape.type === 'number') return 'number';
  return shape.type ?? 'unknown';
}
