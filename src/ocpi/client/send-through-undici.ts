import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { WholeAnswer } from '../messages/request-and-answer-types.ts';
import { packedLimit, TooLarge, unpacked } from './decompress-answer.ts';

/** Thrown when the answer to a request was not complete in time. */
export class TooLate extends Error {}

/** Limits of an answer: milliseconds from now until it must be complete, and its size in bytes, decompressed. */
export interface Bounds {
  timeout: number;
  limit: number;
}

/** Called with the answer to a request, or with the error that ended it. */
type Ended = (answer: WholeAnswer | Error) => void;

/**
 * One request through undici's `dispatch`: no stream and no abort signal for an answer that is read whole anyway, half of
 * what its `request` costs. Calls back once: in the turn in which the answer is complete, or with `TooLate`, with `TooLarge` and
 * `Unreadable` for a body of more than `limit` bytes or in a coding that cannot be read, or with undici's own errors.
 */
export function dispatch(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  bounds: Bounds,
  ended: Ended,
): void {
  const flight = new Flight(bounds, ended);
  try {
    dispatcher.dispatch(request, flight);
  } catch (error) {
    flight.onResponseError(undefined, error as Error);
  }
}

/** The handler of one HTTP request that undici is sending. */
class Flight implements Dispatcher.DispatchHandler {
  readonly #limit: number;
  readonly #ended: Ended;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #http = 0;
  #headers: IncomingHttpHeaders = {};
  #encoding: string | undefined;
  #first: Buffer | undefined;
  #parts: Buffer[] | undefined;
  #size = 0;
  #late: TooLate | undefined;
  #landed = false;

  constructor({ timeout, limit }: Bounds, ended: Ended) {
    this.#limit = limit;
    this.#ended = ended;
    this.#timer = setTimeout(late, timeout, this, timeout);
  }

  onRequestStart(controller: Dispatcher.DispatchController) {
    this.#controller = controller;
    // The request has spent its whole time waiting for a free socket.
    if (this.#late) controller.abort(this.#late);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ) {
    this.#http = statusCode;
    this.#headers = headers;
    this.#encoding = headers['content-encoding']?.toString();
    if (Number(headers['content-length']) > this.#mostBytes()) controller.abort(new TooLarge(this.#limit));
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Buffer) {
    this.#size += part.length;
    if (this.#size > this.#mostBytes()) controller.abort(new TooLarge(this.#limit));
    // Most HTTP answers come in one part, which need not be joined with others.
    else if (!this.#first) this.#first = part;
    else (this.#parts ??= [this.#first]).push(part);
  }

  onResponseEnd() {
    const bytes = this.#parts ? Buffer.concat(this.#parts) : (this.#first ?? Buffer.alloc(0));
    if (this.#encoding === undefined) this.#land(this.#whole(bytes));
    else
      unpacked(bytes, this.#encoding, this.#limit).then(
        (all) => this.#land(this.#whole(all)),
        (error: Error) => this.#land(error),
      );
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error) {
    this.#land(error);
  }

  /** Ends the request, since it was not answered within its time. */
  expire(timeout: number) {
    this.#late = new TooLate(`no answer within ${timeout} ms`);
    this.#land(this.#late);
    this.#controller?.abort(this.#late);
  }

  #land(answer: WholeAnswer | Error) {
    if (this.#landed) return;
    this.#landed = true;
    clearTimeout(this.#timer);
    this.#ended(answer);
  }

  #whole(bytes: Buffer): WholeAnswer {
    return { http: this.#http, headers: this.#headers, bytes };
  }

  #mostBytes(): number {
    return this.#encoding === undefined ? this.#limit : packedLimit(this.#limit);
  }
}

function late(flight: Flight, timeout: number): void {
  flight.expire(timeout);
}
