import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the sandbox, whose workspaces must not see each other. */
export const sandboxRows: Mutant[] = [
  ...defectsIn(
    'src/sandbox/all-workspaces.ts',
    ['trials/test/sandbox-workspace.test.ts'],
    [['sandbox-any-secret', ' || !sameSecret(hashToken(secret), entry.record.secret)', '']],
    { slow: true },
  ),
  ...defectsIn(
    'src/sandbox/simulated-partners.ts',
    ['trials/test/sandbox-workspace.test.ts'],
    [['sandbox-stand-ins-go-outside', 'near: at.near,\n', '']],
    { slow: true },
  ),
  ...defectsIn(
    'conformance/ask-user-for-partner-act.ts',
    ['conformance/ask-user-for-partner-act.test.ts'],
    [
      ['suite-waits-in-silence', 'trial.waiting(`${words}; ${Math.ceil(left / 1000)} s left`);\n', ''],
      ['suite-waits-again', 'trial.waited.set(kind, before + counted);', ''],
    ],
  ),
  ...defectsIn(
    'src/admin/conformance-events.ts',
    ['src/admin/conformance-events.test.ts'],
    [['suite-turn-for-ever', 'view.waiting = null;', '']],
  ),
  ...defectsIn(
    'simulators/platform/partners-and-their-tokens.ts',
    ['simulators/commands-to-simulator.test.ts'],
    [['simulators-command-through-another', 'return [...own, ...', 'return [']],
  ),
  ...defectsIn(
    'src/sandbox/workspace-store.ts',
    ['trials/test/sandbox-workspace.test.ts'],
    [['sandbox-without-end', 'if (record.until <= hub.now()) await shelf.end(record.id);', '']],
    { slow: true },
  ),
  ...defectsIn(
    'src/sandbox/limit-new-workspaces.ts',
    ['src/sandbox/limit-new-workspaces.test.ts'],
    [
      ['sandbox-without-bound', 'if (all.length >= limits.workspaces)', 'if (all.length < 0)'],
      ['sandbox-address-without-bound', 'if (own.length >= limits.perAddress)', 'if (own.length < 0)'],
      [
        'sandbox-parties-of-others',
        'for (const one of [party, operator, provider]) known.add(one);',
        'void [party, operator, provider];',
      ],
      ['sandbox-secret-in-the-open', 'secret: hashToken(secret),', 'secret,'],
    ],
  ),
  ...defectsIn(
    'src/sandbox/test-partner-callback.ts',
    ['src/sandbox/test-partner-callback.test.ts'],
    [['sandbox-names-what-is-inside', 'if (hidden)', 'if (hidden && http !== null)']],
  ),
  ...defectsIn(
    'src/ocpi/client/origins-in-this-process.ts',
    ['src/ocpi/client/origins-in-this-process.test.ts'],
    [
      ['near-opens-all', '(near(url.origin) ? undefined : border.refuses(url))', 'undefined'],
      ['near-goes-outside', 'origin ? { ...options, origin } : options', 'options'],
    ],
  ),
  ...defectsIn(
    'src/sandbox/pass-to-sandbox-process.ts',
    ['src/sandbox/pass-to-sandbox-process.test.ts'],
    [
      ['sandbox-nobody-is-waited-for', 'if (now() >= until) return nobody();', 'return nobody();'],
      ['sandbox-nobody-is-asked', 'at.ask();\n', '\n'],
    ],
  ),
];
