import type { NextFunction, Request, Response } from 'express';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { AnswerByHand, Message } from './answer-from-test-types.ts';
import { moduleOf } from './module-of-path.ts';

/** Answers a request in place of the simulator, or leaves it to the simulator with `undefined`. */
export type ByHand = (message: Message) => Promise<AnswerByHand | undefined>;

/** Middleware of a simulator that lets `byHand` answer requests whose body has been read. */
export function answerByHand(byHand: ByHand, now: () => number) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const answer = await byHand({
      module: moduleOf(req.originalUrl),
      method: req.method,
      path: req.originalUrl,
      headers: Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)])),
      body: bodyOf(req.body),
    });
    if (!answer) return next();
    const { http = 200, headers = {}, status_code = 1000, status_message, data, text } = answer;
    res.status(http).set(headers);
    if (text !== undefined) return void res.send(text);
    res.json({
      ...(data === undefined ? {} : { data }),
      status_code,
      ...(status_message === undefined ? {} : { status_message }),
      timestamp: formatDateTime(now()),
    });
  };
}

function bodyOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
