import type { Response } from 'express';
import { formatDateTime } from '../../src/ocpi/dates.ts';
import { type Clock, wait } from './clock.ts';

/** What a fault does with a request: true when it has dealt with the answer. */
type Act = (res: Response, value: number, clock: Clock) => boolean | Promise<boolean>;

/** A kind of unpleasantness. */
export interface FaultKind {
  /** What `value` means, for people; kinds without take none. */
  value?: string;
  /** The value where none is given. */
  default: number;
  /** Values it takes. */
  min: number;
  max: number;
  act: Act;
}

/** Every fault there is, by name. */
export const faultKinds: Record<string, FaultKind> = {
  latency: { value: 'milliseconds', default: 1000, min: 0, max: 600_000, act: late },
  http_status: { value: 'HTTP status', default: 500, min: 200, max: 599, act: htmlPage },
  ocpi_status: { value: 'OCPI status code', default: 2000, min: 1000, max: 4999, act: refusal },
  drop: { default: 0, min: 0, max: 0, act: cut },
  malformed_json: { default: 0, min: 0, max: 0, act: halfAnEnvelope },
};

/** The answer comes late. */
async function late(res: Response, value: number, clock: Clock): Promise<boolean> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  await wait(clock, value, gone.signal);
  return gone.signal.aborted;
}

/** A page as web servers write it when an application has failed; no envelope. */
function htmlPage(res: Response, value: number): boolean {
  res.status(value).type('html').send(`<html><body><h1>${value}</h1></body></html>`);
  return true;
}

/** An envelope that says no. */
function refusal(res: Response, value: number, clock: Clock): boolean {
  res.json({
    status_code: value,
    status_message: `this partner answers ${value} because of a fault it was given`,
    timestamp: formatDateTime(clock.now()),
  });
  return true;
}

/** The connection ends without an answer. */
function cut(res: Response): boolean {
  res.destroy();
  return true;
}

/** JSON that stops in the middle. */
function halfAnEnvelope(res: Response): boolean {
  res.type('json').send('{"data": [{"id": "LOC');
  return true;
}
