import type { Fault } from './file-call-shim.ts';

/** The moments, of a hub's file calls, at which calls fail. */
export const moments = {
  'objects: write of the log': { calls: ['write'], name: 'objects/' },
  'objects: sync of the log': { calls: ['sync'], name: 'objects/' },
  'registry: write': { calls: ['write'], name: 'registry.json' },
  'registry: sync': { calls: ['sync'], name: 'registry.json' },
  'registry: open': { calls: ['open'], name: 'registry.json' },
  'registry: rename': { calls: ['rename'], name: 'registry.json' },
  'registry: rename of the twin': { calls: ['rename'], name: 'registry.json.bak' },
  'journal: write': { calls: ['write'], name: 'journal/' },
  everything: { calls: ['write', 'open', 'rename', 'sync', 'mkdir', 'unlink', 'truncate'] },
  start: { calls: ['write', 'open', 'rename', 'mkdir', 'unlink', 'truncate'], name: 'objects/' },
} as const satisfies Record<
  string,
  { calls: Fault['calls'][number][] | readonly Fault['calls'][number][]; name?: string }
>;

export type Moment = keyof typeof moments;

/** The ways in which file calls fail. */
export const failures = {
  'full disk': { error: 28 },
  'input/output error': { error: 5 },
  'read-only': { error: 30 },
  slow: { error: 0, delayMs: 30 },
  'an error once': { error: 5, times: 1 },
} as const;

/** The behaviour that a row expects of a hub while file calls fail, and after they succeed again without a restart. */
export interface Promised {
  writes: 'taken' | 'refused';
  /** Whether the hub takes or refuses changes of connections and agreements while file calls fail. */
  registry: 'taken' | 'refused';
  ready: number;
  after: 'taken' | 'refused';
  /** A pattern that the hub's log has to match. */
  says?: RegExp;
}

const fine: Promised = { writes: 'taken', registry: 'taken', ready: 200, after: 'taken' };
/** The hub accepts no object until a restart, but changes of connections. */
const objectsStop: Promised = {
  ...{ writes: 'refused', registry: 'taken', ready: 503, after: 'refused' },
  says: /could not write and takes no more changes until restarted/,
};
/** The hub accepts changes of connections again as soon as it can write them. */
const registryStops: Promised = { ...fine, registry: 'refused', says: /registry\.json/ };
const traceIsLost: Promised = { ...fine, says: /The journal lost \d+ exchanges/ };
const doesNotStart: Promised = {
  ...fine,
  writes: 'refused',
  says: /the hub cannot start: .*objects.*HUB_DATA_DIR/,
};

const table: Partial<Record<Moment, Partial<Record<keyof typeof failures, Promised>>>> = {
  'objects: write of the log': {
    'full disk': objectsStop,
    'input/output error': objectsStop,
    'read-only': objectsStop,
    'an error once': objectsStop,
    slow: fine,
  },
  'objects: sync of the log': { 'input/output error': objectsStop, 'an error once': objectsStop, slow: fine },
  'registry: write': { 'full disk': registryStops, 'input/output error': registryStops },
  'registry: sync': { 'input/output error': registryStops, slow: fine },
  'registry: open': { 'read-only': registryStops, 'full disk': registryStops },
  'registry: rename': { 'full disk': registryStops, 'input/output error': registryStops },
  'registry: rename of the twin': { 'input/output error': registryStops },
  'journal: write': { 'full disk': traceIsLost, 'input/output error': traceIsLost, slow: fine },
  everything: {
    'full disk': { ...objectsStop, registry: 'refused' },
    'read-only': { ...objectsStop, registry: 'refused' },
    slow: fine,
  },
  start: { 'full disk': doesNotStart, 'input/output error': doesNotStart, 'read-only': doesNotStart },
};

/** The rows of the table of moments and failures, one after another. */
export const rows = Object.entries(table).flatMap(([moment, ways]) =>
  Object.entries(ways).map(([failure, expected]) => ({
    ...{ moment: moment as Moment, failure: failure as keyof typeof failures, expected },
  })),
);
