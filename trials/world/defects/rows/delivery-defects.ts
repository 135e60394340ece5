import { type Defect, defectsIn } from './defect-type.ts';

/** Defects of delivery, and of sending existing objects when an agreement begins. */
export const delivery: Defect[] = [
  ...defectsIn('src/ocpi/client/answer-acceptance.ts', [
    [
      'HTTP 429 is no outage',
      '[401, 408, 429].includes(http ?? 0)',
      '[401, 408].includes(http ?? 0)',
      'wantsPause',
    ],
    ['HTTP 401 is no outage', '[401, 408, 429].includes(http ?? 0)', '[408, 429].includes(http ?? 0)'],
  ]),
  ...defectsIn('src/hub/delivery/partner-delivery-mode.ts', [
    [
      'a batch confirms what is owed since it was read',
      'Math.min(changed, missed - 1)',
      'changed',
      'agreedInTrouble',
    ],
  ]),
  ...defectsIn('src/hub/delivery/wire-up-partner-delivery.ts', [
    [
      'a missed deletion is forgotten',
      'object ? wholePush(object) : deletion);',
      'object ? wholePush(object) : { ...deletion, only: "" as never });',
    ],
  ]),
  ...defectsIn('src/hub/delivery/send-change-to-partner.ts', [
    [
      'the whole object follows a refused part though the agreement has ended',
      '    return unsentTo(options, connection, receiver.party, push);\n',
      '',
    ],
    [
      'a state between a refused part and the whole object follows',
      '  if (!given.direct && options.ahead.isPast(receiver, given.object)) return {};\n',
      '',
    ],
    [
      'a change is passed over when the store does not answer',
      'down: !direct });',
      'down: false && direct });',
      'agreedInTrouble',
    ],
    [
      'a lease that has run out is not looked at',
      'if (!options.store.processes.isMine(connectionId))',
      'if (false as boolean)',
      'hurry',
    ],
    [
      'what waits when a connection is suspended is passed over',
      "return { down: true, error: 'the connection is suspended' };",
      'return {};',
    ],
    [
      'the end of an agreement is not looked at when it is sent',
      'return connection && mayHave(options, connection, push, party) ? undefined : {};',
      'return connection ? undefined : {};',
    ],
  ]),
  ...defectsIn('src/hub/delivery/stored-delivery-positions.ts', [
    [
      'the shared position is kept before those of who lacks something',
      '    const isStored = await Promise.all([\n',
      "    await notes.put('position', shared, { position: passed }, now() + memory);\n    const isStored = await Promise.all([\n",
      'deadlineOfPositions',
    ],
    [
      'a position before what is confirmed',
      '? write(one, { position: one.position })',
      '? write(one, { position: passed })',
    ],
    [
      'a position is kept once',
      'if (last.by === note.by && (note.by || last.position === note.position)) return true;',
      'if (last.by || last.position === note.position) return true;',
    ],
    [
      'a renewal begins at the present',
      "const found = await notes.keep<Kept>('position', id, first, forEver);\n      if (found.term !== first.term) return undefined;",
      "await notes.put('position', id, first, forEver);",
      'cutOffRenewal',
    ],
    [
      'a former process overwrites the position of the one that has taken over',
      'if (last?.term !== term) return false;',
      'if (!last) return false;',
      'agreedInTrouble',
      {
        file: 'src/hub/delivery/stored-delivery-positions.ts',
        place: "      if (!(await notes.swap('position', id, last, next, forEver))) continue;\n",
        plant: "      await notes.put('position', id, next, forEver);\n",
      },
    ],
  ]),
  ...defectsIn('src/hub/delivery/waiting-and-in-flight-changes.ts', [
    [
      'two pushes of one object overlap',
      'const at = waiting.findIndex(({ object }) => !flights.has(object));',
      'const at = waiting.length > 0 ? 0 : -1;',
      'hurry',
    ],
    [
      'the position forgets what is in flight',
      'for (const changed of flights.values()) oldest = Math.min(oldest, changed);',
      '',
    ],
  ]),
  ...defectsIn('src/hub/delivery/partner-delivery-mode.ts', [
    ['a follower goes live though something has come', 'if (present !== seen || rewound) return false;', ''],
  ]),
  ...defectsIn('src/hub/delivery/changes-of-all-processes.ts', [
    [
      'a part is passed on though what it changes is not known',
      'pass(number, isIntact(previous) ? push : whole(push, records));',
      'pass(number, push);',
      'twins',
    ],
    [
      'changes of others that came before are passed over',
      '      ownUpTo(record.changed);\n',
      '      if (own.has(record.changed)) ownUpTo(record.changed);\n      else if (own.size > 0) continue;\n',
    ],
  ]),
  ...defectsIn('src/hub/delivery/deliveries-of-this-process.ts', [
    ['a connection is given up before its requests are answered', '  await follower.idle();\n', '', 'hurry'],
    [
      'an error of a follower that is let go is left alone',
      'Promise.allSettled([...all].filter(isLeft).map(([id]) => letGo(held, id)));',
      '[...all].filter(isLeft).map(([id]) => letGo(held, id));',
    ],
    [
      'a new process begins at the present',
      'follow(options, id, place, known)',
      'follow(options, id, { ...place, position: present }, known)',
    ],
  ]),
  ...defectsIn('src/hub/delivery/push-objects-on-agreement.ts', [
    [
      'a stock dies with the process that makes the agreement',
      "stocks.map((stock) => notes.keep('stock', keyOf(stock), { ...stock, foreseen }, until))",
      'stocks.map(async () => until)',
      'agreedInTrouble',
    ],
    [
      'a change that begins nothing takes the note of a stock',
      'if (noted?.foreseen === foreseen) await',
      'if (noted?.foreseen) await',
      'agreedInTrouble',
    ],
    ['the note of a stock goes before the position is kept', '    await hub.deliver.keep();\n', ''],
    [
      'a stock counts as pushed to who is suspended',
      "  if (connection()?.status === 'SUSPENDED') return false;\n  const modules",
      "  if (connection()?.status === 'SUSPENDED') return true;\n  const modules",
    ],
    [
      'a stock that came early is not looked at again',
      'return every(hub.after, lookEvery, () => void again());',
      'return () => void lookEvery;',
      'agreedInTrouble',
    ],
    [
      'a stock without a follower counts as pushed',
      'if (taken.includes(false) || ',
      'if (',
      'agreedInTrouble',
    ],
    // One page of a list has room for all objects that partners of a simulated world have.
    [
      'a stock has one page',
      'owner, pageSize)) {',
      'owner, 1)) {\n      if (objects[0]?.id.endsWith("1")) break;',
    ],
  ]),
  ...defectsIn('src/hub/delivery/deliver-to-one-partner.ts', [
    [
      'what is sent again counts as seen',
      'if (!entry.again) standing.see(entry.changed);',
      'standing.see(entry.changed);',
    ],
  ]),
];
