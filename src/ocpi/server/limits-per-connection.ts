import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../messages/request-and-answer-types.ts';
import { addressKey } from '../words/rate-limit.ts';
import { costOf, objectsIn } from './request-cost.ts';
import { sizeOf } from './send-answer.ts';
import type { RequestState, Served } from './served-platform-types.ts';

/** Middleware that queues a request until the fair share of its connection lets it run. */
export function inTurn<C extends Caller>({ shares }: Served<C>): RequestHandler {
  return (_req, res, next) => {
    const { caller }: RequestState<C> = res.locals.state;
    if (shares && caller) shares(caller.id, next);
    else next();
  };
}

/** Resolves when the caller has room for one more page among those that it has not read yet, over all its sockets (TRANS-79). */
export async function room<C extends Caller>({ unread }: Served<C>, { id }: C, res: Response): Promise<void> {
  if (unread) await new Promise<void>((made) => unread.whenRoom(id, res, made));
}

/** Charges the rate limits of the caller and of its address with the additional cost of a request. */
export function charge<C extends Caller>({ rates }: Served<C>, req: Request, state: RequestState<C>): void {
  if (!rates) return;
  const body = req.body instanceof Buffer ? req.body : none;
  const cost = costOf({
    bytesIn: body.length,
    objects: objectsIn(body),
    bytesOut: state.sent ? sizeOf(state.sent) : 0,
    calls: state.calls,
  });
  if (cost === 0) return;
  rates.address.charge(addressKey(req.ip), cost);
  if (state.caller) rates.caller.charge(state.caller.id, cost);
}

const none = Buffer.alloc(0);
