import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the evidence for the provider of a Session. */
export const claimRows: Mutant[] = [
  ...defectsIn(
    'src/hub/binding/match-claim-to-visit.ts',
    ['src/hub/binding/match-claim-to-visit.test.ts'],
    [
      ['claim-made-later-fits', 'at > moment + after', 'at > moment + hour'],
      ['claim-of-last-week-fits', 'if (moment > last) return undefined;\n', ''],
      ['claim-elsewhere-fits', 'location.toLowerCase() !== visit.location.toLowerCase()', 'false'],
      ['claim-at-another-evse-fits', ') ? 2 : undefined;', ') ? 2 : 1;'],
      ['claim-unanswered-is-equal', "state === 'unanswered' ? 2 : 0", '0'],
      ['claim-reservation-is-equal', "fit.claim.by === 'RESERVE_NOW' && later > fit.claim.at ? 1 : 0", '0'],
      ['claim-reservation-without-end', 'Math.min(until + hour, at + reserved)', 'until + hour'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/provider-claims.ts',
    ['src/hub/binding/provider-claims.test.ts'],
    [
      ['claims-newest-go', 'String(at).padStart', 'String(1e15 - at).padStart'],
      ['claims-of-all-operators-go', '`of ${cpo} ${emsp} `, left', '`of `, left'],
      [
        'claims-not-withdrawn',
        'keysOf(claim).map((key) => store.notes.take',
        '[].map((key) => store.notes.take',
      ],
      ['claims-without-bound', 'await trim(records, cpo, emsp, most);', '0;'],
      ['claims-counted-often', 'Math.max(uncounted, Math.floor((most - count) / processes))', 'uncounted'],
      ['claims-counted-for-one-process', '(most - count) / processes', 'most - count'],
    ],
  ),
  ...defectsIn(
    'src/hub/questions/objects-named-in-question.ts',
    ['src/hub/questions/objects-named-in-question.test.ts'],
    [['command-looks-up-again', 'found ??= find()', 'found = find()']],
  ),
  ...defectsIn(
    'src/hub/questions/provider-claims-by-command.ts',
    ['src/hub/questions/provider-claims-by-command.test.ts'],
    [
      ['command-before-its-question', 'Promise.all([claimed, noted])', 'Promise.all([claimed])'],
      ['command-before-its-claim', 'Promise.all([claimed, noted])', 'Promise.all([{} as Claim, noted])'],
      [
        'command-claims-after-its-question',
        'const claimed = claim(',
        'await noted;\n  const claimed = claim(',
      ],
      ['command-of-no-driver-before-its-question', '    await noted;\n', ''],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/provider-claims.ts',
    ['src/hub/binding/evidence-with-clock-skew.test.ts'],
    [['claims-by-own-clock', '...given, at }', '...given }']],
  ),
  ...defectsIn(
    'src/hub/binding/time-after-newest-evidence.ts',
    ['src/hub/binding/evidence-with-clock-skew.test.ts'],
    [
      ['later-than-known-at-once', 'known + 1 : time', 'known : time'],
      ['later-than-known-wrong-clock', ' && known <= now + after', ''],
      ['later-than-known-no-uid', '...(uid ? [claimsUnder', '...(uid && false ? [claimsUnder'],
      ['later-than-known-not-noted', '{ at }, at + 2 * after', '{ at: 0 }, at + 2 * after'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/providers-with-contract-tokens.ts',
    ['src/hub/binding/evidence-with-clock-skew.test.ts'],
    [
      ['naming-by-own-clock', 'laterThanKnown(records, driver, records.now())', 'records.now()'],
      ['naming-not-noted', 'noteNewest(records, driver, at),', ''],
      ['naming-knows-of-own-changes', 'records.store.objects.present()', 'records.store.objects.position()'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/providers-of-past-sessions.ts',
    ['src/hub/binding/evidence-with-clock-skew.test.ts'],
    [
      ['history-not-noted', 'noteNewest(records, driver, at),', ''],
      ['history-takes-the-newest-back', 'await laterThanKnown(records, driver, history.at)', 'history.at'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/contract-to-provider-rules.ts',
    ['src/hub/binding/evidence-with-clock-skew.test.ts'],
    [['settlements-by-own-clock', 'afterAll(before, records.now())', 'records.now()']],
  ),
  ...defectsIn(
    'src/hub/binding/infer-session-provider.ts',
    ['src/hub/binding/gather-provider-evidence.test.ts'],
    [['head-ends-with-its-agreement', 'now, (party) => begin(party) || now(party)));', 'now));']],
  ),
  ...defectsIn(
    'src/hub/binding/gather-provider-evidence.ts',
    ['src/hub/binding/gather-provider-evidence.test.ts'],
    [
      ['evidence-of-other-operators', 'parties.includes(claim.cpo)', 'true'],
      ['evidence-used-twice', 'near.filter((_, nth) => !used[nth])', 'near'],
      ['evidence-without-agreement', 'claims.filter(({ emsp }) => mayBe(emsp))', 'claims'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/decide-provider.ts',
    ['src/hub/binding/provider-by-evidence.test.ts'],
    [
      ['decide-asker-before-list', 'if (evidence.whitelist && certain && alone) return holder(first);\n', ''],
      [
        'decide-head-does-not-count',
        'if (head !== undefined && among.includes(head)) return answer(head);\n',
        '',
      ],
      ['decide-first-asker-wins', ": { is: 'held', among };", ': answer(only);'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/decide-provider.ts',
    ['src/hub/binding/gather-provider-evidence.test.ts'],
    [
      [
        'decide-reference-of-anybody',
        'if (!first?.names) return undefined;',
        'if (!first) return undefined;',
      ],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/rank-contract-holders.ts',
    ['src/hub/binding/rank-contract-holders.test.ts'],
    [
      ['rank-others-hold-a-head', "head === undefined || provider === head || ground === 'settled'", 'true'],
      [
        'rank-weakest-first',
        'grounds.indexOf(a.ground) - grounds.indexOf(b.ground)',
        'grounds.indexOf(b.ground) - grounds.indexOf(a.ground)',
      ],
      ['rank-spelling-ignored', 'Number(b.exact) - Number(a.exact) ||', ''],
      ['rank-newest-first', 'a.order - b.order', 'b.order - a.order'],
    ],
  ),
  ...defectsIn(
    'src/hub/binding/withheld-objects.ts',
    ['src/hub/binding/withheld-objects.test.ts'],
    [
      ['held-freed-by-claiming', "['settled', 'session', 'cdr', 'to_headers'].includes(binding.by)", 'true'],
      [
        'held-settled-without-agreement',
        '    !agreed(state, held.owner, emsp, hub.now()) &&\n',
        '    false &&\n',
      ],
      ['held-without-bound', '.length >= most)', '.length >= most * 2)'],
      [
        'held-released-twice',
        "if (!old || old.recipient) return { to: 'keep' };\n    return { to: 'store', object: released",
        "if (!old) return { to: 'keep' };\n    return { to: 'store', object: released",
      ],
    ],
  ),
];
