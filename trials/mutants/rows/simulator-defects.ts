import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in simulated partners. */
export const simulatorRows: Mutant[] = [
  ...defectsIn(
    'simulators/faults/faults-in-force.ts',
    ['simulators/faults/faults-in-force.test.ts'],
    [
      ['fault-times-not-counted', 'if (fault.times !== null) fault.times -= 1;', ''],
      ['fault-in-any-method', '(match.method ?? method) === method &&', ''],
      ['fault-in-any-direction', '(fault.match.direction ?? direction) === direction &&', ''],
      ['fault-by-chance-always', '(probability === 1 || random() < probability)', 'true'],
    ],
  ),
  ...defectsIn(
    'simulators/emsp/answer-authorisation.ts',
    ['simulators/emsp/sample-tokens.test.ts'],
    [
      [
        'verdict-invalid-token-allowed',
        "if (!token.valid) return refusal(token, allowed === 'ALLOWED' ? 'BLOCKED' : allowed);\n",
        '',
      ],
      [
        'verdict-without-a-location',
        "if (verdict === 'NEEDS_LOCATION' && !place) return 'location missing';\n",
        '',
      ],
      ['verdict-everywhere', 'evse_uids.slice(0, 1)', 'evse_uids'],
    ],
  ),
  ...defectsIn(
    'simulators/cpo/charging-periods.ts',
    ['simulators/cpo/charging-periods.test.ts'],
    [
      ['meter-no-quarters', '...quartersTo(last), ', ''],
      ['meter-parking-is-time', "return [{ type: 'PARKING_TIME', volume", "return [{ type: 'TIME', volume"],
      ['meter-hours-in-full', 'Math.round((seconds / 3600) * 10_000) / 10_000', 'seconds / 3600'],
      ['meter-turns-unseen', ', ...turnsOf(courseOf(flows, plan, setting))', ''],
    ],
  ),
  ...defectsIn(
    'simulators/platform/push-to-partners.ts',
    ['simulators/requests-after-credentials-change.test.ts'],
    [
      [
        'waiting-push-after-the-end',
        'if (!connection) return Promise.resolve(ended);\n',
        "if (!connection) return platform.send({ ...request, token: '', connection: id, timeout, body: undefined, from: platform.party });\n",
      ],
    ],
  ),
];
