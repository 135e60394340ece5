import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the conformance suite. */
export const conformanceRows: Mutant[] = [
  ...defectsIn(
    'conformance/verdict-of-check.ts',
    ['conformance/verdict-of-check.test.ts'],
    [
      ['suite-always-passes', 'if (findings.length > 0) {', 'if (false) {'],
      ['suite-should-fails', "['must', 'indicative', 'format'].includes(authority) && ", ''],
      ['suite-readers-fail', " && (side === 'both' || side === role)", ''],
      ['suite-finding-has-no-less-authority', 'found.authority ?? ofCheck', 'ofCheck'],
      ['suite-tag-has-no-less-authority', 'authority ?? rule.authority', 'rule.authority'],
      ['suite-counts-consequences', 'if (!cause) return check;', 'if (!cause || check) return check;'],
      ['suite-names-a-consequence', 'if (cause) return cause;', 'if (!cause) return cause;'],
      ['suite-broken-passes', "status === 'PASSED' ? 'passed' : 'broken'", "'passed'"],
      ['suite-blames-its-own-standstill', ' && stood > standstill', ' && stood > 60_000'],
      ['suite-skipped-passes', "if (unmet !== undefined) return 'skipped';\n", ''],
    ],
  ),
  ...defectsIn(
    'conformance/wait-for-fact.ts',
    ['conformance/wait-for-fact.test.ts'],
    [
      ['suite-counts-its-standstill', 'Math.min(took, most)', 'took'],
      ['suite-reads-nothing-after-a-standstill', 'if (took > standstill) left = Math.max(left, rest);\n', ''],
    ],
  ),
  ...defectsIn(
    'conformance/report/run-output.ts',
    ['conformance/report/run-output.test.ts'],
    [['suite-takes-nothing-back', 'was === undefined || was === check.verdict', 'was !== undefined']],
  ),
  ...defectsIn(
    'conformance/json-differences.ts',
    ['conformance/json-differences.test.ts'],
    [
      ['suite-shorter-list-is-same', ' || got.length !== wanted.length', ''],
      [
        'suite-cleared-field-is-same',
        "return isEmpty(got) ? [] : [finding(at, 'be absent', got)];",
        'return [];',
      ],
      ['suite-any-degree-is-same', '< 0.000_001', '< 1'],
      [
        'suite-order-of-evses-counts',
        'const place = key === undefined ? index :',
        'const place = key !== undefined ? index :',
      ],
      [
        'suite-same-instant-differs',
        'if (instant !== undefined) return parseDateTime(got) === instant;\n',
        '',
      ],
    ],
  ),
  ...defectsIn(
    'conformance/read-partner-list.ts',
    ['conformance/read-partner-list.test.ts'],
    [
      ['suite-follows-to-strangers', 'next !== undefined && !sameOrigin(next, url)', 'false'],
      ['suite-walks-in-a-circle', 'while (url && !seen.has(url) && result', 'while (url && result'],
      ['suite-trouble-in-silence', 'if (url && seen.has(url)) result.trouble', 'if (!url) result.trouble'],
    ],
  ),
  ...defectsIn(
    'conformance/run/await-partner.ts',
    ['conformance/run/await-partner.test.ts'],
    [
      ['suite-judges-who-forbids', ' && status !== 403', ''],
      ['suite-judges-an-empty-address', 'status === 404', 'false'],
    ],
  ),
  ...defectsIn(
    'conformance/steps/received-request-steps.ts',
    ['selftest: a late call at a renewal'],
    [
      [
        'suite-counts-calls-under-way',
        'world.trial.renewed ?? Number.POSITIVE_INFINITY',
        'world.trial.renewal?.ended ?? Number.POSITIVE_INFINITY',
      ],
    ],
  ),
  ...defectsIn(
    'conformance/steps/command-steps.ts',
    ['selftest: another car at the place'],
    [
      [
        'suite-charges-where-another-car-is',
        'if (isHeld) throw new Unmet(',
        'if (!started) throw new Unmet(',
      ],
    ],
  ),
  ...defectsIn(
    'conformance/steps/list-order-steps.ts',
    ['selftest: lists that come and go'],
    [
      ['suite-reads-a-page-no-third-time', 'look < looks && now.join() !==', 'look < 0 && now.join() !=='],
      ['suite-walks-once', 'look < looks && trouble', 'look < 0 && trouble'],
    ],
    { slow: true },
  ),
  ...defectsIn(
    'conformance/steps/command-steps.ts',
    ['selftest: cpo has no STOP_SESSION'],
    [
      [
        'suite-asks-an-unknown-command-for-a-code',
        'presupposeKnown(this);\n    if (!refused',
        'if (!refused',
      ],
    ],
    { slow: true },
  ),
  ...defectsIn(
    'conformance/steps/connection-steps.ts',
    ['selftest: cpo takes Base64 alone'],
    [['suite-judges-details-that-stay-closed', ' && !opensVersions(this.trial)', ' && false']],
    { slow: true },
  ),
  ...defectsIn(
    'conformance/http-exchange.ts',
    ['conformance/http-exchange.test.ts'],
    [
      [
        'suite-shows-secrets',
        "hidden = hidden.replaceAll(secret, '***')",
        "hidden = hidden.replace(secret, '***')",
      ],
      ['suite-shows-cookies', '|^(set-)?cookie$/i', '/i'],
      ['suite-error-is-success', 'code >= 1000 && code < 2000', 'code >= 1000'],
      ['suite-noise-is-refusal', '(status < 500 || (codeOf(exchange) ?? 0) >= 2000)', 'true'],
    ],
  ),
  ...defectsIn(
    'conformance/remove-written-objects.ts',
    ['conformance/remove-written-objects.test.ts'],
    [
      ['suite-leaves-tokens', '{ valid: false, last_updated }', '{ last_updated }'],
      ['suite-forgets-what-is-left', 'if (!isGone) left.push', 'if (isGone) left.push'],
    ],
  ),
  ...defectsIn(
    'conformance/selftest/compare-report-with-faults.ts',
    ['conformance/selftest/compare-report-with-faults.test.ts'],
    [
      [
        'selftest-wrong-flags-pass',
        'missed.length + wrong.length + failing.length',
        'missed.length + failing.length',
      ],
      [
        'selftest-missed-faults-pass',
        'missed.length + wrong.length + failing.length',
        'wrong.length + failing.length',
      ],
      [
        'selftest-correct-ones-may-fail',
        "correct ? bad.filter(({ verdict }) => verdict !== 'warned')",
        'correct ? bad.filter(() => false)',
      ],
      ['selftest-unseen-passes', ' && !unseen;', ';'],
      ['selftest-broken-suite-is-a-find', "verdict === 'broken' ? `${id} (suite broken)` : id", 'id'],
    ],
  ),
  ...defectsIn(
    'src/admin/conformance-events.ts',
    ['src/admin/conformance-events.test.ts'],
    [
      ['runs-lose-count', 'view.verdicts[event.verdict] += 1', 'view.verdicts[event.verdict] = 1'],
      [
        'runs-without-verdict-are-done',
        "{ status: 'FAILED', conformant: null",
        "{ status: 'DONE', conformant: null",
      ],
      ['runs-end-conformant', 'conformant: event.conformant', 'conformant: true'],
    ],
  ),
  ...defectsIn(
    'conformance/steps/object-steps.ts',
    ['selftest: publishes what contradicts itself'],
    [
      ['suite-newer-evse-passes', 'newer(evse, location, `/evses/${index}/last_updated`)', '[]'],
      ['suite-any-time-of-day-exists', '!shape.test(String(one[field]))', 'false'],
    ],
    { slow: true },
  ),
  ...defectsIn(
    'conformance/readiness-profiles.ts',
    ['conformance/readiness-profiles.test.ts'],
    [
      ['ready-with-failures', 'if (failed.length > 0) return', 'if (false) return'],
      [
        'ready-unseen',
        'const unseen = seen.filter((id) => !holds.includes(id));',
        'const unseen: string[] = [];',
      ],
      ['ready-without-modules', 'if (missing.length > 0)', 'if (false)'],
      ['ready-when-interrupted', 'if (run.partial) return', 'if (false) return'],
    ],
  ),
  ...defectsIn(
    'conformance/report/requirements-to-mend-first.ts',
    ['conformance/report/requirements-to-mend-first.test.ts'],
    [
      ['mend-warnings-first', "verdict === 'failed' ? 0 : 1,", '0,'],
      ['mend-without-consequences', '      -consequences,\n', ''],
      ['mend-without-profiles', '      -blocks.length,\n', ''],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/verify-evidence.ts',
    ['conformance/evidence/verify-evidence.test.ts'],
    [
      ['evidence-any-hash-fits', ' || hashOf(previous, json) !== hashIn(line)', ''],
      [
        'evidence-any-signature-fits',
        '!isSignedBy(String(previous.key), last, String(entry.value))',
        'false',
      ],
      ['evidence-unsigned-is-sound', "if (last?.kind !== 'signature')", 'if (false)'],
      ['evidence-any-order', '!follows[entry.kind]?.includes(previous.kind)', 'false'],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/conceal-secrets.ts',
    ['conformance/evidence/conceal-secrets.test.ts'],
    [
      ['evidence-shows-base64', '    ...base64Rewriters(secret, made),\n', ''],
      ['evidence-shows-short-tokens', 'const made = short(secret) ??', 'const made ='],
      ['evidence-leak-unseen', 'forms(secret).some((form) => all.includes(form))', 'false'],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/find-secrets.ts',
    ['conformance/evidence/conceal-secrets.test.ts'],
    [
      ['evidence-shows-rejected-tokens', 'found.push(...carriedByBody(text));', 'void text;'],
      ['evidence-shows-cookies', '|(set-)?cookie|', '|'],
      ['evidence-shows-basic-passwords', '[credentials, plain.slice(at + 1)]', '[credentials]'],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/replace-escaped-secrets.ts',
    ['conformance/evidence/conceal-secrets.test.ts'],
    [
      ['evidence-shows-percent-encoded-twice', '`%(?:25)?${anyCase(byte)}`', '`%${anyCase(byte)}`'],
      ['evidence-shows-other-case', "join(''), 'gi')", "join(''), 'g')"],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/replace-secrets-in-base64.ts',
    ['conformance/evidence/conceal-secrets.test.ts'],
    [['evidence-shows-base64-behind-a-name', '[0, 2, 4].map(', '[0].map(']],
  ),
  ...defectsIn(
    'conformance/evidence/secret-stand-in.ts',
    ['conformance/evidence/secret-stand-in.test.ts'],
    [
      ['evidence-token-stands-for-itself', '    if (drawn === secret) continue;\n', ''],
      ['evidence-one-stand-in-for-two', 'if (!taken.has(drawn)) return drawn;', 'return drawn;'],
      ['evidence-hex-leaves-hex', "const letters = isHex ? 'abcdef' : lower;", 'const letters = lower;'],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/ed25519-signer.ts',
    ['conformance/evidence/ed25519-signer.test.ts'],
    [
      ['evidence-key-for-all', "{ mode: 0o600, flag: 'wx' }", "{ flag: 'wx' }"],
      ['evidence-open-key-is-used', '(mode & 0o077) !== 0', 'false'],
    ],
  ),
  ...defectsIn(
    'conformance/evidence/evidence-of-run.ts',
    ['selftest: emsp, as it is'],
    [['evidence-shows-headers', 'headers: headers(exchange.headers)', 'headers: exchange.headers']],
    { slow: true },
  ),
];
