import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Turn = [request: IncomingMessage, response: ServerResponse];

/**
 * Handles the requests of one socket one after another (TRANS-79): Node starts a handler for each request that arrives
 * in one write. The next begins when the answer before it has left this process. A socket with more than `mostWaiting`
 * waiting requests is closed.
 */
export function oneAtATime(listener: RequestListener, mostWaiting: number): RequestListener {
  const waiting = new WeakMap<Socket, Turn[]>();
  const start = (socket: Socket, [request, response]: Turn) => {
    response.once('close', () => {
      const next = socket.destroyed ? undefined : waiting.get(socket)?.shift();
      if (next) start(socket, next);
      else waiting.delete(socket);
    });
    listener(request, response);
  };
  return (request, response) => {
    const { socket } = request;
    const queue = waiting.get(socket);
    if (!queue) {
      waiting.set(socket, []);
      return start(socket, [request, response]);
    }
    if (queue.length < mostWaiting) return void queue.push([request, response]);
    waiting.delete(socket);
    socket.destroy();
  };
}
