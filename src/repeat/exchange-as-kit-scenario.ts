import type { ExchangeDetail } from '../hub/types.generated.ts';
import { kitRows, type Row, type Seen } from './exchanges-as-kit-steps.ts';

/** A scenario that is being written. */
interface Scenario {
  title: string;
  role: Row['role'];
  deed: boolean;
  connection: string;
  keys: Set<string>;
  /** Names of the rows whose steps are in the scenario already, alone and together with these steps. */
  told: Set<string>;
  lines: string[];
}

/** An exchange with the row of the table that describes its kind. */
interface Known {
  exchange: ExchangeDetail;
  seen: Seen;
  row: Row;
}

/**
 * Writes exchanges between the hub and its partners, oldest first, as a feature in the steps of the kit: each partner
 * is the system under test, and exchanges that belong together are one scenario. `undefined` where the kit has steps
 * for none of them.
 */
export function asKitFeature(exchanges: ExchangeDetail[]): string | undefined {
  const scenarios: Scenario[] = [];
  const untold = new Map<string, number>();
  for (const exchange of exchanges) {
    // Every scenario begins with the registration, which therefore needs no steps.
    if (exchange.module === 'versions' || exchange.module === 'credentials') continue;
    const known = kindOf(exchange);
    if (known && tell(scenarios, known)) continue;
    const words = `${exchange.direction} ${exchange.method} ${exchange.module ?? pathOf(exchange.url)}`;
    untold.set(words, (untold.get(words) ?? 0) + 1);
  }
  if (scenarios.length === 0) return undefined;
  const from = exchanges[0]?.time ?? '';
  return [
    '# For a folder of ocpi-hub kit init: save it below its features/, and run ocpi-hub kit run.',
    `Feature: What happened on ${from}`,
    ...distinct(scenarios).flatMap(({ scenario, times }) => ['', ...written(scenario, times)]),
    ...(untold.size > 0 ? ['', '  # The kit has no step for:'] : []),
    ...[...untold].map(([words, times]) => `  #   ${words}${times > 1 ? `, ${times} times` : ''}`),
    '',
  ].join('\n');
}

/** The kind of an exchange; `undefined` where the kit has no steps for it. */
function kindOf(exchange: ExchangeDetail): Known | undefined {
  const { method, module, url, direction, request, response, http_status } = exchange;
  const path = pathOf(url);
  const at = module === null ? -1 : `${path}/`.lastIndexOf(`/${module}/`);
  if (module === null || at < 0) return undefined;
  const segments = path
    .slice(at + module.length + 1)
    .split('/')
    .filter(Boolean);
  const seen = { segments, body: json(request.body), answer: json(response.body), http: http_status };
  const row = kitRows.find(
    ({ way, request: wanted, when }) =>
      way === direction && fits(wanted, method, module, segments.length) && (when?.(seen) ?? true),
  );
  return row && { exchange, seen, row };
}

function fits(wanted: string, method: string, module: string, segments: number): boolean {
  const [methods = '', name, count] = wanted.split(' ');
  return methods.split('|').includes(method) && name === module && Number(count) === segments;
}

/**
 * Adds the steps of an exchange to the scenario that it belongs to, or begins a scenario; `false` where it belongs to
 * none.
 */
function tell(scenarios: Scenario[], { exchange, seen, row }: Known): boolean {
  const { connection } = exchange;
  if (connection === null) return false;
  const keys = row.about(seen);
  const known = scenarios.findLast(
    (one) => one.connection === connection && keys.some((key) => one.keys.has(key)),
  );
  if (row.only !== undefined && !known?.told.has(row.only)) return false;
  if (!known && row.title === undefined) return false;
  const scenario = known ?? begun(scenarios, row, connection);
  for (const key of keys) scenario.keys.add(key);
  if (row.title) scenario.title = longer(scenario.title, row.title);
  for (const name of row.after ?? []) {
    const before = kitRows.find((one) => one.name === name);
    if (before && !scenario.told.has(name))
      add(scenario, before, before.says, 'not in the trace: what follows needs it');
  }
  const steps = row.says.map((step) =>
    step.replace('{status}', String(seen.body.status)).replace('{uid}', seen.segments[0] ?? ''),
  );
  add(scenario, row, steps, commentOf(exchange));
  return true;
}

function begun(scenarios: Scenario[], { title = '', role, deed = false }: Row, connection: string): Scenario {
  const lines = ['Given the system under test is connected'];
  const scenario: Scenario = { title, role, deed, connection, keys: new Set(), told: new Set(), lines };
  scenarios.push(scenario);
  return scenario;
}

/** Adds steps to a scenario, unless it has the same ones already. */
function add(scenario: Scenario, { name }: Row, steps: string[], comment: string): void {
  const once = `${name}: ${steps.join()}`;
  if (steps.length > 0 && !scenario.told.has(once)) scenario.lines.push(`# ${comment}`, ...steps);
  scenario.told.add(name).add(once);
}

/** The more complete of two titles: the title of a scenario's later part begins with that of its first. */
function longer(one: string, other: string): string {
  return other.startsWith(one) ? other : one;
}

function commentOf({ time, method, module, url, http_status, ocpi_status, error }: ExchangeDetail): string {
  const answer = http_status === null ? (error ?? 'no answer') : `HTTP ${http_status}`;
  const path = pathOf(url);
  const short = path.slice(`${path}/`.lastIndexOf(`/${module}/`) + 1);
  const code = ocpi_status === null ? '' : `, status code ${ocpi_status}`;
  return `${time} ${method} ${short}: ${answer}${code}`.replaceAll(/\s+/g, ' ');
}

/** Scenarios with the same steps are written once, with the number of times. */
function distinct(scenarios: Scenario[]): { scenario: Scenario; times: number }[] {
  const all = new Map<string, { scenario: Scenario; times: number }>();
  for (const scenario of scenarios) {
    const steps = [scenario.role, ...scenario.lines.filter((line) => !line.startsWith('#'))].join('\n');
    const same = all.get(steps);
    if (same) same.times += 1;
    else all.set(steps, { scenario, times: 1 });
  }
  return [...all.values()];
}

function written({ role, deed, title, lines }: Scenario, times: number): string[] {
  return [
    `  @${role}${deed ? ' @deed' : ''}`,
    `  Scenario: ${title}${times > 1 ? ` (${times} times)` : ''}`,
    ...lines.map((line) => `    ${line}`),
  ];
}

function pathOf(url: string): string {
  return (url.split(/[?#]/)[0] ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '');
}

function json(body: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
