import { type Defect, defectsIn, type Plant } from './defect-type.ts';

/** The content of the receiver's copy is not compared, which shows that it is behind, too. */
const noLookAtCopy: Plant = {
  file: 'src/hub/insight/delivery-story.ts',
  place: 'const isOther = isBehind && hasOther(hub, stored, toParty, connection);',
  plant: 'const isOther = isBehind && (false as boolean);',
};

/**
 * Defects of agreements, registration, questions, the provider of a Session, and the hub's messages to its operator.
 */
export const market: Defect[] = [
  ...defectsIn('src/hub/binding/tidy-withheld-objects.ts', [
    [
      'a note of a held object outlives the process that freed it',
      'if (object?.recipient !== null) await letGo(hub, key);',
      'if (object === undefined) await letGo(hub, key);',
      'unknownDriver',
    ],
  ]),
  ...defectsIn('src/hub/binding/infer-session-provider.ts', [
    [
      'the head of a contract is forgotten with its agreement',
      'now, (party) => begin(party) || now(party)));',
      'now));',
    ],
    [
      'counterparts hold each other',
      'const counterpart = held && !other?.object.recipient ? undefined : other;',
      'const counterpart = other;',
      'unknownDriver',
    ],
  ]),
  ...defectsIn('src/hub/market/connection-index.ts', [
    [
      'the end of an agreement counts for nobody',
      "return agreement.status === 'ACTIVE' && inside(agreement, at);",
      'return inside(agreement, at);',
    ],
    [
      'a validity ends a millisecond late',
      '(valid_to === null || at < Date.parse(valid_to))',
      '(valid_to === null || at <= Date.parse(valid_to))',
      'endOfValidity',
    ],
    [
      'what came late into sight is old',
      'if (agreement?.after === undefined) return undefined;',
      'return undefined;',
      'lateInSight',
    ],
  ]),
  ...defectsIn('src/hub/binding/provider-claims.ts', [
    [
      'evidence goes by the clock of each process',
      'await laterThanKnown(records, driver, given.at)',
      'given.at',
      'rivalProviders',
    ],
  ]),
  ...defectsIn('src/hub/binding/gather-provider-evidence.ts', [
    [
      'a reference can be taken over',
      'referring: referring.filter(isHere).sort((a, b) => a.at - b.at)',
      'referring: referring.filter(isHere).sort((a, b) => b.at - a.at)',
      'rivalProviders',
    ],
    [
      'a claim outlives its Session',
      'claims: near.filter((_, nth) => !used[nth]),',
      'claims: near,',
      'rivalProviders',
    ],
  ]),
  ...defectsIn('src/hub/questions/pass-on-profile-updates.ts', [
    [
      'the active profile goes to who has set none',
      [
        'profile?.emsp !== session.recipient)',
        '    throw unknownObject(2001, `session ${id} with a charging profile`);',
        '  return noting({ asker: session.owner }, () => pass(hub, request, session, profile.emsp));',
      ].join('\n'),
      [
        'session.recipient === null)',
        '    throw unknownObject(2001, `session ${id} with a charging profile ${profile}`);',
        '  const { recipient } = session;',
        '  return noting({ asker: session.owner }, () => pass(hub, request, session, recipient));',
      ].join('\n'),
    ],
  ]),
  ...defectsIn('src/hub/insight/delivery-story.ts', [
    [
      'why says delivered though the partner is behind',
      'succeeded(current) && (obstacle || behind.length === 0)',
      'succeeded(current)',
      'hurry',
      noLookAtCopy,
    ],
    [
      'why takes an old delivery for that of the newest change',
      'last && !isOther && isCurrent(last, door, object) ? last : undefined',
      'last',
      'hurry',
    ],
  ]),
  ...defectsIn('src/hub/questions/asynchronous-command-result.ts', [
    [
      'TIMEOUT after a result',
      'return (await hub.store.notes.replace(inPlaceOf, id, by)) !== undefined;',
      'await hub.store.notes.put(by.kind, id, by.value, by.until);\n  return true;',
    ],
    ['a question dies with its process', 'if (left + late <= 0) awaitResult(hub, value, left);', ''],
    [
      'a result that was taken over dies with its process',
      'await Promise.all((await leftResults(hub)).map(({ key, value }) => takeUp(hub, key, value)));',
      '',
      'deathWithAResult',
    ],
  ]),
  ...defectsIn('src/hub/partners/agreements.ts', [
    [
      'a stock is noted after its agreement',
      'const forgetForeseen = await foreseePushOnAgreement(hub, agreements);',
      'const forgetForeseen = async () => {};',
    ],
  ]),
  ...defectsIn('src/hub/partners/connections.ts', [
    [
      'a handshake that nobody lived to finish is never tidied',
      'if (!hub.store.registry.read().connections.some(isLeft)) return;',
      'if (!hub.store.registry.read().connections.some(isLeft) || age >= 0) return;',
      'cutOffRenewal',
    ],
    [
      'a handshake whose end could not be stored is never tidied',
      "if (!processes.isMine('handshakes')) return;",
      "if (!processes.isMine('handshakes') || processes.count() === 1) return;",
    ],
  ]),
  ...defectsIn('src/hub/market/credentials-token-renewal.ts', [
    [
      'the token before a renewal ends at once',
      'return withSpare(before, after, kept, (again',
      'return withSpare(before, after, kept.slice(kept.length), (again',
      'cutOffRenewal',
    ],
    [
      'a token that the hub has renewed is forgotten when an older request renews it',
      'isFormer(one) && !one.taken && one.tokenToUs === hash',
      'isFormer(one) && one.tokenToUs === hash',
      'cutOffRenewal',
    ],
    [
      'the token of a PUT without an answer is forgotten at the next PUT',
      'const offers = [...kept, {',
      'const offers = [...kept.slice(kept.length), {',
      'cutOffRenewal',
    ],
  ]),
  ...defectsIn('src/hub/partners/credentials-handshake.ts', [
    [
      'the token of a PUT without an answer is forgotten',
      'return lost ? offered(ended, hashToken(token), hub.now()) : ended;',
      'return lost ? ended : ended;',
      'cutOffRenewal',
    ],
    [
      'the hub renews twice at a time',
      'if (current.nextTokenToUs)\n        throw new Refusal(',
      'if (current.nextTokenToUs && hub.now() < 0)\n        throw new Refusal(',
    ],
  ]),
  ...defectsIn('src/hub/binding/provider-facts-of-write.ts', [
    [
      'an object stored for nobody is not noted again',
      'if (binding && changed.after)',
      'if (binding && changed.after && (false as boolean))',
      'unknownDriver',
    ],
    [
      'what was held is still noted when it is bound',
      'if (before) await letGo(hub, after);',
      '',
      'unknownDriver',
    ],
    [
      'a held object is not tried again when its Token comes',
      "await retryHeld(hub, contractOf(after) ?? '');",
      '',
      'unknownDriver',
    ],
  ]),
  ...defectsIn('src/hub/market/tokens-hidden-from-operators.ts', [
    ["a Token with another's contract is shown", 'if (!lookups.over) return false;', 'return false;'],
  ]),
];
