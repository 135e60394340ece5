import { defectsIn, type Mutant } from './mutant.ts';

/** Planted defects in the web console. */
export const consoleRows: Mutant[] = [
  ...defectsIn(
    'src/console/rates.ts',
    ['src/console/rates.test.ts'],
    [
      [
        'console-rates-at-the-begin',
        'Date.parse(exchange.time) + exchange.duration_ms',
        'Date.parse(exchange.time)',
      ],
      ['console-ocpi-errors-are-none', '(ocpi_status ?? 1000) >= 2000', '(ocpi_status ?? 1000) >= 3000'],
      ['console-slow-is-median', 'quantile(second, 0.95)', 'quantile(second, 0.5)'],
      ['console-this-second-shown', 'Math.floor(end / 1000) - 1;', 'Math.floor(end / 1000);'],
    ],
  ),
  ...defectsIn(
    'src/console/changes.ts',
    ['src/console/changes.test.ts'],
    [
      ['console-list-is-an-object', ' && Array.isArray(one) === Array.isArray(other)', ''],
      ['console-slash-in-a-name', "replaceAll('/', '~1')", "replaceAll('/', '/')"],
    ],
  ),
  ...defectsIn(
    'src/console/event-stream.ts',
    ['src/console/event-stream.test.ts'],
    [
      ['console-cut-event-lost', 'waiting = events.pop()', 'events.pop()'],
      ['console-comment-is-an-event', 'if (data.length > 0) take', 'take'],
    ],
  ),
  ...defectsIn(
    'src/console/pages/objects/object-from-pushes.ts',
    ['src/console/pages/objects/object-from-pushes.test.ts'],
    [
      ['console-withdrawn-shown', "if (push.method === 'DELETE') version = undefined;\n    else if", 'if'],
      [
        'console-part-not-newer',
        "if (typeof said.last_updated === 'string') object.last_updated = said.last_updated;",
        '',
      ],
    ],
  ),
  ...defectsIn(
    'src/console/pages/simulators/power.ts',
    ['src/console/pages/simulators/power.test.ts'],
    [['console-parking-has-no-hours', "volume('TIME') + volume('PARKING_TIME')", "volume('TIME')"]],
  ),
  ...defectsIn(
    'src/console/pages/traffic/filters.ts',
    ['src/console/pages/traffic/filters.test.ts'],
    [
      ['console-filter-case-matters', 'filters.text.toLowerCase()', 'filters.text'],
      ['console-filter-outcome-ignored', "(outcome !== 'problems' || isProblem(exchange)) &&", ''],
      ['console-filter-without-findings', "outcome === 'findings' ? 'any' : ''", "''"],
    ],
  ),
  ...defectsIn(
    'src/console/pages/traffic/object-of.ts',
    ['src/console/pages/traffic/object-of.test.ts'],
    [
      ['console-cdr-has-no-object', 'posted && country && party', 'false'],
      ['console-object-of-a-command', '!objectModules.includes(module) || ', ''],
    ],
  ),
  ...defectsIn(
    'src/console/admin-api.ts',
    ['src/console/admin-api.test.ts'],
    [
      ['console-next-page-elsewhere', 'return pathname + search;', 'return pathname;'],
      ['console-first-page-is-next', 'rel="?next\\b', 'rel="?'],
    ],
  ),
  ...defectsIn(
    'src/console/test-card-failures.ts',
    ['src/console/test-card-failures.test.ts'],
    [
      ['console-every-card-is-a-test', '(TOKEN-[A-Z0-9-]+)', '([A-Z0-9-]+)'],
      ['console-test-cards-everywhere', '&& simulators.some((one) => one.connection === connection)', ''],
    ],
  ),
  ...defectsIn(
    'src/console/zone.ts',
    ['src/console/zone.test.ts'],
    [
      ['console-calendar-ignores-the-zone', "zone() === 'utc' ? `${text}Z` : text", 'text'],
      ['console-zone-not-chosen', "return zone() === 'utc' ? 'UTC' : undefined;", 'return undefined;'],
    ],
  ),
  ...defectsIn(
    'src/console/display-text.ts',
    ['src/console/display-text.test.ts'],
    [
      ['console-minutes-as-hours', 'if (seconds < 5400)', 'if (seconds < 3000)'],
      ['console-raw-times', '? iso : dateTime(iso)', '? iso : iso'],
      ['console-no-answer-is-success', "if (http_status === null) return error ?? 'no answer';\n", ''],
      ['console-whole-urls', "replace(/^.*?\\/2\\.1\\.1(?=\\/|$)/, '')", "replace('', '')"],
    ],
  ),
];
