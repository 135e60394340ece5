import type { Request, Response } from 'express';
import type { Outgoing, Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { FaultTable, Forward, Timing, Value } from './fault-kind-type.ts';

/** Faults of the network connection and of the web server in front of a partner. */
export const transportFaults = {
  latency: {
    does: 'Answers late, and sends late.',
    value: { is: 'milliseconds', default: 1000, min: 0, max: 600_000 },
    mild: { value: 250 },
    arrives: answerLate,
    sends: sendLate,
  },
  drop: {
    does: 'Resets the connection instead of answering; what it would send never leaves.',
    arrives: cut,
    sends: async () => lost,
  },
  http_status: {
    does: 'Answers with an HTTP status and a page of HTML, as web servers do when an application has failed.',
    breaks: 'TRANS-09 TRANS-17',
    value: { is: 'HTTP status', default: 500, min: 200, max: 599 },
    arrives: htmlPage,
  },
  framework_error: {
    does: 'Answers with an HTTP status and the error body of its web framework: {detail: [{loc, msg, type}]}, no envelope.',
    breaks: 'TRANS-09 TRANS-17',
    value: { is: 'HTTP status', default: 422, min: 400, max: 599 },
    arrives: frameworkError,
  },
  ocpi_status: {
    does: 'Answers HTTP 200 with a status code of OCPI and nothing else.',
    value: { is: 'OCPI status code', default: 2001, min: 1000, max: 4999 },
    arrives: refusal,
  },
  malformed_json: {
    does: 'Answers, and sends, JSON that stops in the middle.',
    breaks: 'TRANS-09',
    arrives: halfAnEnvelope,
    sends: (request, _value, forward) => forward({ ...request, body: request.body?.subarray(0, -7) }),
  },
  empty_body: {
    does: 'Answers HTTP 200 without a body.',
    breaks: 'TRANS-09',
    arrives: (_req, res) => ended(res.status(200)),
  },
  redirect: {
    does: 'Answers a path without a slash at its end with a redirect (301) to the one with it.',
    breaks: 'TRANS-09 TRANS-17',
    arrives: redirect,
  },
  wrong_content_type: {
    does: 'Names another content type than JSON, in answers and in what it sends.',
    breaks: 'TRANS-09 TRANS-10',
    value: { is: 'content type', default: 'text/plain', shape: /^[\x20-\x7e]{1,80}$/ },
    answers: (answer, value) => {
      answer.headers['content-type'] = String(value);
    },
    sends: (request, value, forward) =>
      forward({ ...request, headers: { ...request.headers, 'Content-Type': String(value) } }),
  },
  base64_token: {
    does: 'Sends its token Base64-encoded, as OCPI 2.2 does.',
    breaks: 'TRANS-01',
    sends: (request, _value, forward) =>
      forward({ ...request, token: Buffer.from(request.token).toString('base64') }),
  },
} satisfies FaultTable;

async function answerLate(_req: Request, res: Response, value: Value, timing: Timing): Promise<boolean> {
  await new Promise<void>((done) => {
    const cancel = timing.after(Number(value), done);
    res.once('close', () => {
      cancel();
      done();
    });
  });
  return res.closed;
}

async function sendLate(request: Outgoing, value: Value, forward: Forward, timing: Timing): Promise<Reply> {
  await new Promise<void>((done) => void timing.after(Number(value), done));
  return forward(request);
}

function cut(_req: Request, res: Response): boolean {
  res.destroy();
  return true;
}

/** The outcome that the simulator sees of a message which a fault has lost. */
const lost: Reply = {
  outcome: 'unreachable',
  success: false,
  http: null,
  code: null,
  message: 'lost because of a fault',
  data: undefined,
  headers: {},
};

function htmlPage(_req: Request, res: Response, value: Value): boolean {
  res.status(Number(value)).type('html').send(`<html><body><h1>${value}</h1></body></html>`);
  return true;
}

function frameworkError(_req: Request, res: Response, value: Value): boolean {
  const detail = [{ loc: ['body', 'id'], msg: 'field required', type: 'value_error.missing' }];
  res.status(Number(value)).json({ detail });
  return true;
}

function refusal(_req: Request, res: Response, value: Value, timing: Timing): boolean {
  res.json({
    status_code: value,
    status_message: `this partner answers ${value} because of a fault it was given`,
    timestamp: formatDateTime(timing.now()),
  });
  return true;
}

function halfAnEnvelope(_req: Request, res: Response): boolean {
  res.type('json').send('{"data": [{"id": "LOC');
  return true;
}

function redirect(req: Request, res: Response): boolean {
  const [path = '', query] = req.originalUrl.split('?');
  if (path.endsWith('/')) return false;
  res.redirect(301, `${path}/${query === undefined ? '' : `?${query}`}`);
  return true;
}

function ended(res: Response): boolean {
  res.end();
  return true;
}
