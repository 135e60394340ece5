import type { Mutant } from './defect-type.ts';

/** Defects to be planted in syncs, by which the hub pulls a partner's objects. */
export const syncRows: Mutant[] = [
  {
    id: 'window-from-the-end',
    file: 'src/hub/sync/pull-module.ts',
    place: 'markOf(started, read.timestamps)',
    plant: 'markOf(hub.now(), read.timestamps)',
    red: ['src/hub/sync/sync-window.test.ts'],
  },
  {
    id: 'window-moves-by-failure',
    file: 'src/hub/sync/pull-module.ts',
    place: "if (!report.error) await hub.store.notes.put('sync'",
    plant: "await hub.store.notes.put('sync'",
    red: ['src/hub/sync/sync-window.test.ts'],
  },
  {
    id: 'young-objects-retired',
    file: 'src/hub/sync/retire-missing-objects.ts',
    place: 'lastUpdated < until && changed <= begun',
    plant: 'changed <= begun',
    red: ['src/hub/sync/retire-missing-objects.test.ts'],
  },
  {
    id: 'changed-objects-retired',
    file: 'src/hub/sync/retire-missing-objects.ts',
    place: 'lastUpdated < until && changed <= begun && !seen.has(id)',
    plant: 'lastUpdated < until && !seen.has(id)',
    red: ['src/hub/sync/retire-missing-objects.test.ts'],
  },
  {
    id: 'held-objects-retired-though-changed',
    file: 'src/hub/sync/retire-missing-objects.ts',
    place: 'old && old.changed <= begun ?',
    plant: 'old ?',
    red: ['src/hub/sync/retire-missing-objects.test.ts'],
  },
  {
    id: 'changed-object-as-text-twice',
    file: 'src/store/embedded/read-objects.ts',
    place: 'object && object.lastUpdated >= lastUpdated && object.bytes.equals(bytes())',
    plant: 'object?.bytes.equals(bytes())',
    red: ['src/store/embedded/read-objects.test.ts'],
  },
  {
    id: 'newer-object-counts-as-unreadable',
    file: 'src/hub/sync/skip-unchanged-objects.ts',
    place: 'parseDateTime(asText(body.last_updated)) ?? 0',
    plant: '0',
    red: ['src/hub/sync/skip-unchanged-objects.test.ts'],
  },
  {
    id: 'missed-night',
    file: 'src/hub/sync/sync-schedule.ts',
    place: 'due !== undefined && due > last.at',
    plant: 'false',
    red: ['src/hub/sync/sync-schedule.test.ts'],
  },
  {
    id: 'schedule-trusts-its-timer',
    file: 'src/hub/sync/sync-schedule.ts',
    place: 'if (hub.now() < due) return waitFor(due);',
    plant: '',
    red: ['src/hub/sync/sync-schedule.test.ts'],
  },
  {
    id: 'schedule-once-only',
    file: 'src/hub/sync/sync-schedule.ts',
    place: 'waitFor(next(hub.now()));\n      void inTurn(',
    plant: 'void inTurn(',
    red: ['src/hub/sync/sync-schedule.test.ts'],
  },
];
