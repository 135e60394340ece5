import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, noting } from './error-with-request-facts.ts';
import type { Answer } from './request-and-answer-types.ts';

const created = async (): Promise<Answer> => ({ http: 201 });
const finding = (message: string) => ({ pointer: '', message, lenient: true as const });

test('findings go with the answer in the order in which they were noted, the innermost asker counts', async () => {
  const answer = await noting({ asker: 'NL*ABC', findings: [finding('first')] }, () =>
    noting({ asker: 'NL*XYZ', findings: [finding('second')] }, created),
  );
  assert.deepEqual(answer, {
    http: 201,
    asker: 'NL*XYZ',
    findings: [finding('first'), finding('second')],
  });
});

test('an answer of which nothing is noted stays as it is', async () => {
  assert.deepEqual(await noting({}, created), { http: 201 });
});

test('a failure takes along what was noted up to it', async () => {
  const cause = new Error('no');
  const findings = [finding('before')];
  const failed = noting({ asker: 'NL*ABC' }, () =>
    noting(
      () => ({ findings }),
      async () => {
        findings.push(finding('meanwhile'));
        throw cause;
      },
    ),
  );
  const caught: unknown = await failed.catch((error: unknown) => error);
  assert.deepEqual(failure(caught), {
    cause,
    noted: { asker: 'NL*ABC', findings: [finding('before'), finding('meanwhile')] },
  });
});

test('a failure of which nothing is noted is thrown as it is', async () => {
  const cause = new Error('no');
  await assert.rejects(
    noting({}, () => Promise.reject(cause)),
    (error) => error === cause,
  );
  assert.deepEqual(failure(cause), { cause, noted: {} });
});
