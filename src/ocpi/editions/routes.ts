import type { Role } from '../words/party-id.ts';
import type { Call, Method, ModuleId, ModuleRow, Route, Side } from './basic-ocpi-types.ts';

/** The fields of an edition that its URLs depend on. */
interface Routed {
  version: string;
  routes(side: Side): Route[];
}

/** The role, operator or provider, whose platform offers an interface. */
export function roleOf(side: Side): Role {
  return side === 'cpo' ? 'CPO' : 'EMSP';
}

/** The interface that partners of a role call. */
export function sideFor(role: Role): Side {
  return role === 'EMSP' ? 'cpo' : 'emsp';
}

/** All routes of one interface, from the module table of an edition. */
export function routesOf(rows: Partial<Record<ModuleId, ModuleRow>>, side: Side): Route[] {
  return (Object.entries(rows) as [ModuleId, ModuleRow][]).flatMap(([module, row]) => {
    const end = roleOf(side) === row.owner ? 'sender' : 'receiver';
    return [
      ...callRoutes(module, row, end),
      ...resultRoutes(module, row, end),
      ...objectRoutes(module, row, end),
    ];
  });
}

/**
 * The methods that an interface offers anywhere for a module; any other gets 405 at every path of the module
 * (TRANS-21).
 */
export function methodsOf({ routes: all }: Routed, module: ModuleId, side: Side): Method[] {
  const routes = all(side).filter((route) => route.module === module);
  return [...new Set(routes.flatMap((route) => route.methods))];
}

/** Error text for an unknown path: it names the paths of the module, or the URL that lists the modules. */
export function unknownPath(edition: Routed, side: Side, module: string): string {
  const base = `/ocpi/${side}/${edition.version}`;
  const routes = edition.routes(side).filter((route) => route.module === module && route.methods.length > 0);
  if (routes.length === 0) return `unknown path; ${base} lists the endpoints there are`;
  const paths = routes.map((route) => pathOf(edition, side, route));
  return `unknown path: an id is missing, or there is one too many; there is ${paths.join(', ')}`;
}

/** The versions URLs of the interfaces, for the error text about an unknown path. */
export function waysIn(sides: Side[]): string {
  const way = (side: Side) => `/ocpi/${side}/versions for ${side === 'cpo' ? 'an eMSP' : 'a CPO'}`;
  return `OCPI begins at ${sides.map(way).join(' and at ')}`;
}

/** Error text for a path that a module does not have: it names the paths that the module has. */
export function offeredBelow(edition: Routed, side: Side, module: string): string {
  const routes = edition.routes(side).filter((route) => route.module === module && route.methods.length > 0);
  return (
    routes.map((route) => `${route.methods.join(', ')} ${pathOf(edition, side, route)}`).join('; ') ||
    'nothing'
  );
}

/** The path, below the module's endpoint, at which results of a call arrive: `START_SESSION` for commands, the method for others. */
export function resultPath(call: Call): string {
  return call.path.startsWith(':') ? call.method : call.path;
}

function pathOf({ version }: Routed, side: Side, { path }: Route): string {
  return `/ocpi/${side}/${version}${path.replace(/:(\w+)/g, '{$1}')}`;
}

function objectRoutes(module: ModuleId, row: ModuleRow, end: Route['end']): Route[] {
  const offered = row[end];
  if (!offered) return [];
  const object = end === 'receiver' ? `/${module}/:country_code/:party_id/:id` : `/${module}/:id`;
  const levels = ['', '/:part', '/:part/:subpart'].slice(0, 1 + (row.parts?.length ?? 0));
  const objects = levels.map(
    (level): Route => ({ module, kind: 'object', end, methods: offered.object, path: object + level }),
  );
  return [
    { module, kind: 'list', end, methods: offered.list, path: `/${module}` },
    ...(offered.object.length > 0 ? objects : []),
  ];
}

function callRoutes(module: ModuleId, row: ModuleRow, end: Route['end']): Route[] {
  const paths = new Map<string, Partial<Record<Method, Call>>>();
  for (const call of row.calls ?? [])
    if (call.to === end) paths.set(call.path, { ...paths.get(call.path), [call.method]: call });
  return [...paths].map(([path, calls]) => ({
    module,
    kind: 'call',
    end,
    methods: Object.keys(calls) as Method[],
    path: `/${module}/${path}`,
    calls,
  }));
}

/** Routes for asynchronous results, on the interface of the side that asked (CMD-12, CP-07). */
function resultRoutes(module: ModuleId, row: ModuleRow, end: Route['end']): Route[] {
  const asked = (row.calls ?? []).filter((call) => call.result && call.to !== end);
  return asked.map((call) => ({
    module,
    kind: 'result',
    end,
    methods: ['POST'],
    path: `/${module}/${resultPath(call)}/:question`,
    calls: { POST: call },
  }));
}
