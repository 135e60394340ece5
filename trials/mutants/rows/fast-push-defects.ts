import { defectsIn, type Mutant } from './defect-type.ts';

/**
 * Planted defects in the express lane, the short path of usual pushes: a change that needs the long path takes it, or
 * an answer is not treated fully.
 */
export const expressRows: Mutant[] = [
  ...defectsIn(
    'src/hub/delivery/fast-push.ts',
    ['src/hub/delivery/fast-push.test.ts'],
    [
      ['express-two-parties', 'others.length > 0 || ', ''],
      ['express-of-what-is-noted', ' || parking.isNoted(object)', ''],
      ['express-without-lease', '!store.processes.isMine(id) || ', ''],
      ['express-after-the-agreement', ' || !mayHave(options, connection, push, party)', ''],
      ['express-with-the-hubs-ids', "connection.options.push_as === 'owner' && ", ''],
      ['express-nothing-settled', 'parking.settle(object, isWhole(push));', ''],
      [
        'express-failure-taken',
        'if (early) return void careful.conclude(receiver, told, early, given).then(landed);',
        '',
      ],
      ['express-deletion', "(method === 'PUT' || method === 'PATCH') &&", ''],
      ['express-to-one-receiver', '!direct &&', ''],
      ['express-answer-awaited', 'answerOf === undefined &&', ''],
      ['express-token-kept-back', 'object.lookups?.over === undefined &&', ''],
      [
        'express-translated-state-not-noted',
        'if (told.reading) confirmed.note(receiver, told, leftBy(told));',
        '',
      ],
      ['express-lost-while-translated', 'lane(given, landed) || ordinary()', 'lane(given, landed)'],
      ['express-whole-for-a-difference', 'confirmed.patched(receiver, known)', 'known'],
      ['express-id-leads-elsewhere', ' &&\n    wrongId(push) === undefined', ''],
    ],
  ),
  ...defectsIn(
    'src/ocpi/client/fast-push.ts',
    ['src/ocpi/client/fast-push.test.ts'],
    [
      ['express-client-refusal-taken', 'if (!answered.reply.success) return false;', ''],
      [
        'express-client-error-taken',
        'if (answer instanceof Error) return false;',
        'if (answer instanceof Error) return true;',
      ],
      [
        'express-client-untraced',
        'record(exchangeOf(departure, { ...answered, findings }, { id: newId(), ended: now() }));',
        '',
      ],
      ['express-client-other-id', '{ requestId, started, answer }', "{ requestId: 'r', started, answer }"],
      ['express-client-without-body', ' || !body', ''],
    ],
  ),
];
