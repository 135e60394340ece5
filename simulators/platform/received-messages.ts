import express, { type NextFunction, type Request, type Response } from 'express';
import { maskCredentials, maskHeaders } from '../../src/ocpi/words/credentials-tokens.ts';
import { moduleOf } from './module-of-path.ts';

/** A request that reached the OCPI interface of a simulator, tokens masked. */
export interface Arrival {
  id: number;
  /** Time at which the request arrived, ISO 8601 with milliseconds. */
  time: string;
  module: string;
  method: string;
  /** Path and query of the request, as they came. */
  path: string;
  headers: Record<string, string>;
  /** The body, parsed when it is JSON, else as text; `null` without a body. */
  body: unknown;
  /** HTTP status of the answer; `null` before the answer, and when there was none. */
  status: number | null;
}

/** The newest requests that reached a simulator. */
export interface Arrivals {
  /** Newest first. */
  list(): Arrival[];
  /** Calls `listener` with every arrival when it has been answered; the returned function ends that. */
  watch(listener: (arrival: Arrival) => void): () => void;
  answered(arrival: Arrival, status: number): void;
  add(arrival: Omit<Arrival, 'id'>): Arrival;
}

/** A record of the newest messages that reached a simulator, empty at first, of `most` messages. */
export function newArrivals(most = 5000): Arrivals {
  const arrivals: Arrival[] = [];
  const listeners = new Set<(arrival: Arrival) => void>();
  let last = 0;
  return {
    list: () => arrivals.toReversed(),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    answered(arrival, status) {
      Object.assign(arrival, { status });
      for (const listener of listeners) listener(arrival);
    },
    add(given) {
      last += 1;
      const arrival = { id: last, ...given };
      arrivals.push(arrival);
      if (arrivals.length > most) arrivals.shift();
      return arrival;
    },
  };
}

/** Middleware that records every request before anything else acts on it. */
export function recordArrivals(arrivals: Arrivals, now: () => number) {
  const readBody = express.raw({ type: () => true, limit: '10mb' });
  const record = (req: Request, res: Response, next: NextFunction) => {
    const module = moduleOf(req.originalUrl);
    const arrival = arrivals.add({
      time: new Date(now()).toISOString(),
      module,
      method: req.method,
      path: req.originalUrl,
      headers: maskHeaders(req.headers),
      body: bodyOf(req, module),
      status: null,
    });
    res.on('finish', () => arrivals.answered(arrival, res.statusCode));
    next();
  };
  return [readBody, record];
}

function bodyOf(req: Request, module: string): unknown {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0) return null;
  const text = req.body.toString('utf8');
  const shown = module === 'credentials' ? maskCredentials(text) : text;
  try {
    return JSON.parse(shown) as unknown;
  } catch {
    return shown;
  }
}
