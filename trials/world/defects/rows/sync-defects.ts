import { type Defect, defectsIn, type Plant } from './defect-type.ts';

/** The look at a second list is not heeded, which finds what the first one missed. */
const noSecondLook: Plant = {
  file: 'src/hub/sync/retire-missing-objects.ts',
  place: 'lacking.filter((id) => !looked.shows(id))',
  plant: 'lacking',
};

/** Defects of reading partners' lists, and of storing their objects. */
export const sync: Defect[] = [
  ...defectsIn('src/hub/sync/pull-module.ts', [
    ['a failed sync moves the window', 'if (!report.error) await', 'await', 'deafList'],
    [
      'what is as young as the window is retired',
      'const until = Date.parse(report.date_to) - hub.syncOverlap;',
      'const until = Number.POSITIVE_INFINITY;',
      'youngObject',
      noSecondLook,
    ],
    [
      'the next window begins when the sync has ended',
      'markOf(started, read.timestamps), forEver',
      'markOf(hub.now(), []), forEver',
      'slowList',
    ],
  ]),
  ...defectsIn('src/hub/sync/run-sync.ts', [
    [
      'what was stored since a sync was asked for counts as newer than its list',
      'const asked = await hub.store.objects.present();',
      'const asked = position;',
    ],
  ]),
  ...defectsIn('src/hub/sync/date-window.ts', [
    ['windows do not overlap', 'Math.max(0, since - overlap)', 'Math.max(0, since + 1_000)'],
  ]),
  ...defectsIn('src/hub/sync/retire-missing-objects.ts', [
    ['what a list missed is retired', noSecondLook.place, noSecondLook.plant, 'shrinkingList'],
    [
      'what changed while a list was read is retired',
      'old && old.changed <= begun ? retirement',
      'old ? retirement',
      'bornAgain',
    ],
  ]),
  ...defectsIn('src/hub/sync/crawl-list-pages.ts', [
    [
      'a page is lost when the list shrinks',
      'counted < total && offsetOf(url) > 0',
      'counted < total && offsetOf(url) < 0',
      'shrinkingList',
      noSecondLook,
    ],
  ]),
  ...defectsIn('src/hub/sync/sync-schedule.ts', [
    [
      'a missed hour is not made up for',
      'else if (due !== undefined && due > last.at) await begin();',
      '',
      'nightly',
    ],
    [
      'an hour is noted before its syncs are',
      'await startAll(hub, type, splay, begun);',
      "await notes.put('schedule', type, { at: now } satisfies Last, now + memory);\n    await startAll(hub, type, splay, begun);",
      'nightly',
    ],
  ]),
  ...defectsIn('src/hub/objects/apply-write.ts', [
    [
      'an older list overwrites what was pushed',
      'if (given.pulled && old && !isNewer(given, old, content, object))',
      'if (given.pulled && old && (false as boolean))',
    ],
    [
      'a list undoes what was pushed in the same second',
      'if (old.changed > (given.begun ?? old.changed)) return false;',
      '',
    ],
    [
      'what its owner has deleted comes back by a list',
      "    if (given.pulled && !standing && ended > (given.begun ?? ended)) return { to: 'keep' };\n",
      '',
      'shrinkingList',
    ],
  ]),
];
