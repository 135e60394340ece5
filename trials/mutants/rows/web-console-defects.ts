import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the web console. */
export const consoleRows: Mutant[] = [
  ...defectsIn(
    'src/console/exchange-rates-per-second.ts',
    ['src/console/exchange-rates-per-second.test.ts'],
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
    'src/console/json-pointers-that-differ.ts',
    ['src/console/json-pointers-that-differ.test.ts'],
    [
      ['console-list-is-an-object', ' && Array.isArray(one) === Array.isArray(other)', ''],
      ['console-slash-in-a-name', "replaceAll('/', '~1')", "replaceAll('/', '/')"],
    ],
  ),
  ...defectsIn(
    'src/console/parse-server-sent-events.ts',
    ['src/console/parse-server-sent-events.test.ts'],
    [
      ['console-cut-event-lost', 'waiting = events.pop()', 'events.pop()'],
      ['console-comment-is-an-event', 'if (data.length > 0) take', 'take'],
    ],
  ),
  ...defectsIn(
    'src/console/pages/objects/rebuild-object-from-pushes.ts',
    ['src/console/pages/objects/rebuild-object-from-pushes.test.ts'],
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
    'src/console/pages/simulators/power-of-charging-periods.ts',
    ['src/console/pages/simulators/power-of-charging-periods.test.ts'],
    [['console-parking-has-no-hours', "volume('TIME') + volume('PARKING_TIME')", "volume('TIME')"]],
  ),
  ...defectsIn(
    'src/console/pages/traffic/exchange-filters.ts',
    ['src/console/pages/traffic/exchange-filters.test.ts'],
    [
      ['console-filter-case-matters', 'filters.text.toLowerCase()', 'filters.text'],
      ['console-filter-outcome-ignored', "(outcome !== 'problems' || isProblem(exchange)) &&", ''],
      ['console-filter-without-findings', "outcome === 'findings' ? 'any' : ''", "''"],
    ],
  ),
  ...defectsIn(
    'src/console/pages/traffic/object-of-exchange.ts',
    ['src/console/pages/traffic/object-of-exchange.test.ts'],
    [
      ['console-cdr-has-no-object', 'posted && country && party', 'false'],
      ['console-object-of-a-command', '!objectModules.includes(module) || ', ''],
    ],
  ),
  ...defectsIn(
    'src/console/call-admin-api.ts',
    ['src/console/call-admin-api.test.ts'],
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
    'src/console/displayed-time-zone.ts',
    ['src/console/displayed-time-zone.test.ts'],
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
