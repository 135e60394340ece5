/** A defect: a place by its exact text, and what is planted there. */
export interface Defect {
  id: string;
  file: string;
  place: string;
  plant: string;
}

const hub = (file: string, rows: [id: string, place: string, plant: string][]): Defect[] =>
  rows.map(([id, place, plant]) => ({ id, file, place, plant }));

/** Defects that a schedule has to be met for, most of which tests of single rooms have once missed. */
export const defects: Defect[] = [
  ...hub('src/ocpi/client/acceptance.ts', [
    ['HTTP 429 is no outage', '[401, 408, 429].includes(http ?? 0)', '[401, 408].includes(http ?? 0)'],
    ['HTTP 401 is no outage', '[401, 408, 429].includes(http ?? 0)', '[408, 429].includes(http ?? 0)'],
  ]),
  ...hub('src/hub/delivery/follow.ts', [
    [
      'a missed deletion is forgotten',
      'object ? wholePush(object) : deletion);',
      'object ? wholePush(object) : { ...deletion, only: "" as never });',
    ],
  ]),
  ...hub('src/hub/delivery/send.ts', [
    [
      'a lease that has run out is not looked at',
      'if (!options.store.processes.isMine(connectionId))',
      'if (false as boolean)',
    ],
    [
      'what waits when a connection is suspended is passed over',
      "return { down: true, error: 'the connection is suspended' };",
      'return {};',
    ],
    [
      'the end of an agreement is not looked at when it is sent',
      'if (!connection || !mayHave(options, connection, push, party)) return {};',
      'if (!connection) return {};',
    ],
  ]),
  ...hub('src/hub/delivery/positions.ts', [
    [
      'the shared position is kept before those of who lacks something',
      '    await Promise.all([\n      ...followers',
      "    await notes.put('position', shared, { position: passed }, now() + memory);\n    await Promise.all([\n      ...followers",
    ],
    [
      'a position before what is confirmed',
      'put(id, position < passed ? { position } :',
      'put(id, position < passed ? { position: passed } :',
    ],
    [
      'a position is kept once',
      'if (known && known.by === note.by && (note.by || known.position === note.position)) return;',
      'if (known) return;',
    ],
  ]),
  ...hub('src/hub/delivery/live-window.ts', [
    [
      'two pushes of one object overlap',
      'const at = waiting.findIndex(({ object }) => !flights.has(object));',
      'const at = waiting.length > 0 ? 0 : -1;',
    ],
    [
      'the position forgets what is in flight',
      'for (const changed of flights.values()) oldest = Math.min(oldest, changed);',
      '',
    ],
  ]),
  ...hub('src/hub/delivery/follower-mode.ts', [
    ['a follower goes live though something has come', 'if (present !== seen || rewound) return false;', ''],
  ]),
  ...hub('src/hub/delivery/order.ts', [
    [
      'a part is passed on though what it changes is not known',
      'pass(number, isIntact(previous) ? push : whole(push, records));',
      'pass(number, push);',
    ],
    [
      'changes of others that came before are passed over',
      '      ownUpTo(record.changed);\n',
      '      if (own.has(record.changed)) ownUpTo(record.changed);\n      else if (own.size > 0) continue;\n',
    ],
  ]),
  ...hub('src/hub/delivery/followers.ts', [
    ['a connection is given up before its requests are answered', '    await follower.idle();\n', ''],
    ['a new process begins at the present', 'const position = kept ?? present;', 'const position = present;'],
  ]),
  ...hub('src/hub/delivery/push-on-agreement.ts', [
    [
      'a stock is forgotten when its process dies',
      "await hub.store.notes.put('stock', keyOf(stock), stock, forEver)",
      'await Promise.resolve(forEver)',
    ],
    [
      'a stock has one page',
      'if (objects.length < pageSize) break;',
      'if (objects.length < pageSize || offset >= 0) break;',
    ],
  ]),
  ...hub('src/store/postgres/lanes.ts', [
    [
      'a process trusts its lanes though nobody answers',
      'held.has(laneOf(name)) && now() - confirmed < trustMs',
      'held.has(laneOf(name))',
    ],
    ['lanes are kept when the session is lost', '    held.clear();\n    leaving.clear();\n', ''],
    [
      'a lane that is given up is never free',
      'if (still.length > 0) await unlock(still).catch(() => undefined);',
      '',
    ],
    [
      'a lane is given back before its work has ended',
      '    await moved();\n    const still',
      '    void moved();\n    const still',
    ],
  ]),
  ...hub('src/hub/market/directory.ts', [
    [
      'the end of an agreement counts for nobody',
      "return agreement.status === 'ACTIVE' && inside(agreement, at);",
      'return inside(agreement, at);',
    ],
    [
      'what came late into sight is old',
      'if (agreement?.after === undefined) return undefined;',
      'return undefined;',
    ],
  ]),
  ...hub('src/hub/questions/result.ts', [
    [
      'TIMEOUT after a result',
      'return (await hub.store.notes.replace(inPlaceOf, id, by)) !== undefined;',
      'await hub.store.notes.put(by.kind, id, by.value, by.until);\n  return true;',
    ],
    ['a question dies with its process', 'if (left + late <= 0) expect(hub, value, left);', ''],
    [
      'a result that was taken over dies with its process',
      'await Promise.all((await leftResults(hub)).map(({ key, value }) => takeUp(hub, key, value)));',
      '',
    ],
  ]),
  ...hub('src/hub/sync/sync.ts', [
    ['a failed sync moves the window', 'if (!report.error) await', 'await'],
    [
      'what is as young as the window is retired',
      'const until = Date.parse(report.date_to) - hub.syncOverlap;',
      'const until = Number.POSITIVE_INFINITY;',
    ],
    [
      'the next window begins when the sync has ended',
      'markOf(started, read.timestamps), forEver',
      'markOf(hub.now(), []), forEver',
    ],
  ]),
  ...hub('src/hub/sync/date-window.ts', [
    ['windows do not overlap', 'Math.max(0, since - overlap)', 'Math.max(0, since + 1_000)'],
  ]),
  ...hub('src/hub/sync/retirement.ts', [
    [
      'what changed while a list was read is retired',
      'old && old.changed <= begun ? retirement',
      'old ? retirement',
    ],
  ]),
  ...hub('src/hub/sync/crawl.ts', [
    [
      'a page is lost when the list shrinks',
      'counted < total && offsetOf(url) > 0',
      'counted < total && offsetOf(url) < 0',
    ],
  ]),
  ...hub('src/hub/sync/schedule.ts', [
    ['a missed hour is not made up for', 'else if (due !== undefined && due > last.at) await run();', ''],
  ]),
  ...hub('src/hub/objects/receive.ts', [
    [
      'an older list overwrites what was pushed',
      'if (given.pulled && old && !isNewer(given, old, content, object))',
      'if (given.pulled && old && (false as boolean))',
    ],
  ]),
  ...hub('src/hub/partners/connections.ts', [
    [
      'a handshake that nobody lived to finish is never tidied',
      'await tidyConnections(hub, processes.count() === 1 ? 0 : longest);',
      'if (longest < 0) await tidyConnections(hub, longest);',
    ],
  ]),
  ...hub('src/hub/market/token-renewal.ts', [
    [
      'the token before a renewal ends at once',
      "return retired({ ...after, spare: { is: 'former', ...pair, until } }",
      "return retired({ ...after, spare: null, updated: until || pair.tokenToUs || ''}",
    ],
  ]),
  ...hub('src/hub/partners/register.ts', [
    [
      'the token of a PUT without an answer is forgotten',
      'return lost ? offered(ended, hashToken(token), hub.now()) : ended;',
      'return lost ? ended : ended;',
    ],
  ]),
  ...hub('src/hub/binding/bind-write.ts', [
    ['what was held is still noted when it is bound', 'if (before) await letGo(hub, after);', ''],
    [
      'a held object is not tried again when its Token comes',
      "await retryHeld(hub, changed.after?.lookups.auth_id ?? '');",
      '',
    ],
  ]),
  ...hub('src/hub/market/hidden-tokens.ts', [
    ["a Token with another's contract is shown", 'if (!lookups.over) return false;', 'return false;'],
  ]),
  ...hub('trials/world/store/database.ts', [
    ['a flush is skipped', 'const flushes = true as boolean;', 'const flushes = false as boolean;'],
  ]),
  ...hub('trials/world/store/objects.ts', [
    [
      'a tombstone is forgotten',
      'if (row.changed > after) newer.push(row);',
      'if (row.changed > after && row.object) newer.push(row);',
    ],
  ]),
];
