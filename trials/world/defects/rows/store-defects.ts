import { type Defect, defectsIn } from './defect-type.ts';

/** Defects of the stores: of the world's own store where it stands in for PostgreSQL's rules. */
export const store: Defect[] = [
  ...defectsIn('src/store/postgres/background-work-shards.ts', [
    [
      'a process trusts its shards though nobody answers',
      'held.has(shardOf(name)) && now() - confirmed < trustMs',
      'held.has(shardOf(name))',
    ],
    [
      'work left alone while shards are not trusted is not looked at again',
      'held.size > 0 && present - confirmed >= trustMs',
      'held.size < 0',
    ],
    ['shards of a lost session are taken at once', 'if (others) waitsUntil = now() + trustMs;', ''],
    [
      'a process that starts after the database takes shards at once',
      'if (isNew) waitsUntil = now() + trustMs - milliseconds;',
      '',
    ],
    ['shards are kept when the session is lost', '    held.clear();\n    leaving.clear();\n', ''],
    [
      'a shard that is given up is never free',
      'if (still.length > 0) await unlock(still).catch(() => undefined);',
      '',
    ],
    [
      'a shard is given back before its work has ended',
      '    await moved();\n    const still',
      '    void moved();\n    const still',
      'hurry',
    ],
  ]),
  ...defectsIn('trials/world/store/simulated-database.ts', [
    [
      'a flush is skipped',
      'const flushes = true as boolean;',
      'const flushes = false as boolean;',
      'powerCut',
    ],
  ]),
  ...defectsIn('trials/world/store/objects-in-database.ts', [
    [
      'changes become visible out of order',
      'const inOrder = true as boolean;',
      'const inOrder = false as boolean;',
      'twins',
    ],
    [
      'a tombstone is forgotten',
      'if (row.changed > after) newer.push(row);',
      'if (row.changed > after && row.object) newer.push(row);',
    ],
    [
      'a change is handed out by the agreements of a while ago',
      'if (made.length > 0) await registryReaches(revision);',
      '',
    ],
  ]),
];
