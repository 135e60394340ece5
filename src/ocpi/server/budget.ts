import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../messages/exchange.ts';
import { addressKey } from '../words/rates.ts';
import type { Site, Visit } from './site.ts';
import { costOf, objectsIn } from './work.ts';

/** Lets a request go on when the turn of its connection has come among those that want something. */
export function inTurn<C extends Caller>({ shares }: Site<C>): RequestHandler {
  return (_req, res, next) => {
    const { caller }: Visit<C> = res.locals.visit;
    if (shares && caller) shares(caller.id, next);
    else next();
  };
}

/** Resolves when a page for this caller can be sent, however many it asks for on how many sockets (TRANS-79). */
export async function room<C extends Caller>({ unread }: Site<C>, { id }: C, res: Response): Promise<void> {
  if (unread) await new Promise<void>((made) => unread.whenRoom(id, res, made));
}

/** Takes off the caller's and the address's budget what a request has cost beyond itself. */
export function charge<C extends Caller>({ rates }: Site<C>, req: Request, visit: Visit<C>): void {
  if (!rates) return;
  const body = req.body instanceof Buffer ? req.body : none;
  const cost = costOf({
    bytesIn: body.length,
    objects: objectsIn(body),
    bytesOut: visit.sent?.length ?? 0,
    calls: visit.calls,
  });
  if (cost === 0) return;
  rates.address.charge(addressKey(req.ip), cost);
  if (visit.caller) rates.caller.charge(visit.caller.id, cost);
}

const none = Buffer.alloc(0);
