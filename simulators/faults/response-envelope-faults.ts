import type { FaultTable, Spoken } from './fault-kind-type.ts';

/** Faults of a simulated partner's response envelope and of its status codes. */
export const envelopeFaults = {
  no_status_code: {
    does: 'Leaves status_code out of its envelopes.',
    breaks: 'TRANS-09',
    answers: ({ envelope }) => void delete envelope.status_code,
  },
  status_code_text: {
    does: 'Writes status_code as text: "1000".',
    breaks: 'TRANS-09 TRANS-67',
    answers: ({ envelope }) => {
      envelope.status_code = String(envelope.status_code);
    },
  },
  no_timestamp: {
    does: 'Leaves timestamp out of its envelopes.',
    breaks: 'TRANS-09',
    answers: ({ envelope }) => void delete envelope.timestamp,
  },
  stale_timestamp: {
    does: 'Writes a timestamp that lies before the request.',
    breaks: 'TRANS-15',
    answers: ({ envelope }) => {
      envelope.timestamp = '2015-06-30T21:59:59Z';
    },
  },
  no_envelope: {
    does: 'Answers the bare data, without an envelope.',
    breaks: 'TRANS-09',
    answers: (answer) => {
      answer.text = JSON.stringify(answer.envelope.data ?? null);
    },
  },
  wrong_cardinality: {
    does: 'Puts an object where a list belongs, and a list where an object belongs.',
    breaks: 'TRANS-11',
    answers: ({ envelope }) => {
      const { data } = envelope;
      if (data !== undefined) envelope.data = Array.isArray(data) ? (data[0] ?? {}) : [data];
    },
  },
  errors_as_200: {
    does: 'Answers HTTP 200 where an HTTP error belongs; the status code tells the failure.',
    breaks: 'TRANS-02 TRANS-03 TRANS-16 TRANS-18 TRANS-21',
    answers: (answer) => {
      if (answer.http >= 400) answer.http = 200;
    },
  },
  errors_as_400: {
    does: 'Answers HTTP 400 where HTTP 200 belongs and the status code tells the failure.',
    breaks: 'TRANS-17',
    answers: (answer) => {
      if (answer.http < 400 && Number(answer.envelope.status_code) >= 2000) answer.http = 400;
    },
  },
  unknown_is_fine: {
    does: 'Answers HTTP 200 and 1000, without data, for objects and paths that do not exist.',
    breaks: 'TRANS-18 LOC-05 TAR-07 TOK-04 TOK-20 CDR-06 CMD-02 CMD-19',
    answers: (answer) => pretend(answer, 404),
  },
  method_is_fine: {
    does: 'Answers HTTP 200 and 1000 to methods that a module does not offer.',
    breaks: 'TRANS-21 LOC-08 LOC-21 SES-10 CDR-02 TAR-02 TOK-05 TOK-11 CMD-03',
    answers: (answer) => pretend(answer, 405),
  },
  broken_json_is_fine: {
    does: 'Answers HTTP 200 and 1000 to a body that is not JSON.',
    breaks: 'TRANS-16',
    answers: (answer) => pretend(answer, 400),
  },
  generic_codes: {
    does: 'Knows 2000 and 3000 only, whatever the failure.',
    breaks: 'TRANS-22 CMD-07 CRED-18 CRED-19 CRED-20',
    answers: ({ envelope }) => {
      const code = Number(envelope.status_code);
      if (code >= 2000) envelope.status_code = code - (code % 1000);
    },
  },
  custom_code: {
    does: 'Says 1900 for success, a code of a custom range.',
    breaks: 'TRANS-25',
    answers: ({ envelope }) => {
      if (envelope.status_code === 1000) envelope.status_code = 1900;
    },
  },
  created_is_200: {
    does: 'Answers HTTP 200 where 201 belongs.',
    breaks: 'TRANS-19',
    answers: (answer) => {
      if (answer.http === 201) answer.http = 200;
    },
  },
  no_message: {
    does: 'Refuses without a word: no status_message.',
    breaks: 'TRANS-14',
    answers: ({ envelope }) => {
      if (envelope.status_code === 1000) return;
      delete envelope.status_message;
      delete envelope.data;
    },
  },
  bad_location: {
    does: 'Answers a CDR with a Location header that is missing, relative, or leads elsewhere.',
    breaks: 'CDR-03 CDR-04 CDR-05',
    value: { is: 'what it is like', default: 'missing', oneOf: ['missing', 'relative', 'elsewhere'] },
    answers: ({ headers }, value) => {
      const { location } = headers;
      if (location === undefined) return;
      if (value === 'missing') delete headers.location;
      else headers.location = value === 'relative' ? new URL(location).pathname : `${location}-elsewhere`;
    },
  },
} satisfies FaultTable;

function pretend(answer: Spoken, instead: number): void {
  if (answer.http !== instead) return;
  answer.http = 200;
  answer.envelope = { status_code: 1000, timestamp: answer.envelope.timestamp };
}
