import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportView } from '../hub/types.generated.ts';
import { reportPage } from './onboarding-report-html.ts';

const evil = '</code><script>alert("it\'s & mine")</script>';

/** A report on a partner in which the partner determines every text. */
const report = {
  ...{ party: 'NL*ABC', role: 'CPO', name: evil, made: '2026-03-01T12:00:00.000Z' },
  window: { requests: 3, since: evil, words: evil },
  steps: [
    { title: evil, status: 'done', seen: evil, next: evil, request_ids: [evil] },
    { title: 'Tokens', status: 'missing', seen: 'none', next: null, request_ids: [] },
  ],
  findings: [
    {
      ...{ requirement: 'LOC-01', words: evil, origin: '2.1.1', source: evil, mend: evil },
      ...{ example: { pointer: evil, message: evil }, count: 2, last: evil, request_id: evil },
    },
  ],
} as unknown as ReportView;

test('nothing of a partner becomes markup of its report', () => {
  const page = reportPage(report);
  assert.ok(!page.includes('<script'), page);
  assert.ok(!page.includes("it's & mine"), page);
  assert.ok(!page.includes('alert("'), page);
  const told = page.split("&lt;/code&gt;&lt;script&gt;alert(&quot;it's &amp; mine&quot;)&lt;/script&gt;");
  assert.equal(told.length - 1, 14);
});

test('a report tells how many steps are done and what is broken', () => {
  const page = reportPage(report);
  assert.match(page, /<title>NL\*ABC: 1 of 2 steps<\/title>/);
  assert.match(page, /1 of 2 steps are done\. 1 requirements are broken\./);
  assert.match(page, /<section class="failing">/);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
});
