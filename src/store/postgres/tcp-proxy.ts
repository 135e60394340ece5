import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** For tests: a TCP proxy between a store and its PostgreSQL database. */
export interface Proxy {
  /** The URL of the database through the proxy. */
  url: string;
  /** Breaks all connections that pass the proxy, and refuses new ones. */
  cut(): void;
  /**
   * Breaks all connections the next time that the store sends this text, and resolves then; the text does not reach the
   * database.
   */
  cutAt(text: string): Promise<void>;
  mend(): void;
  /** Leads new connections to another database, and breaks the existing ones. */
  leadTo(url: string): void;
  close(): Promise<void>;
}

/** For tests: starts a TCP proxy to a PostgreSQL database. */
export async function startProxy(to: string): Promise<Proxy> {
  let target = new URL(to);
  const sockets = new Set<Socket>();
  let broken = false;
  let trap: string | undefined;
  let sprung = () => undefined as void;
  const cut = () => {
    broken = true;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (broken) return near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (data) => {
      if (trap !== undefined && data.includes(trap)) {
        cut();
        sprung();
      } else far.write(data);
    });
    far.pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(to);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut,
    cutAt(text) {
      trap = text;
      return new Promise((resolve) => (sprung = resolve));
    },
    leadTo(other) {
      target = new URL(other);
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      broken = false;
      trap = undefined;
    },
    async close() {
      cut();
      await once(server.close(), 'close');
    },
  };
}
