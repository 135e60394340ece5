import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from './request-and-answer-types.ts';
import { envelope } from './response-envelope.ts';

const end = ',"status_code":1000,"timestamp":"1970-01-01T00:00:00Z"}';
const page = (...texts: string[]): Answer => ({
  page: { total: 9, offset: 0, limit: 3, objects: texts.map((text) => Buffer.from(text)) },
});

const answers: { what: string; answer: Answer; is: string }[] = [
  { what: 'an empty page', answer: page(), is: `{"data":[]${end}` },
  { what: 'a page of one', answer: page('{"id":"é"}'), is: `{"data":[{"id":"é"}]${end}` },
  { what: 'a page of three', answer: page('{"a":1}', '2', '{}'), is: `{"data":[{"a":1},2,{}]${end}` },
  { what: 'stored bytes', answer: { raw: Buffer.from('{"a":1}') }, is: `{"data":{"a":1}${end}` },
  {
    what: 'stored bytes with a message of more bytes than characters',
    answer: { raw: Buffer.from('{}'), message: 'für €' },
    is: '{"data":{},"status_code":1000,"status_message":"für €","timestamp":"1970-01-01T00:00:00Z"}',
  },
];

for (const { what, answer, is } of answers) {
  test(`the envelope of ${what}`, () => assert.equal(envelope(answer, 0).toString(), is));
}
