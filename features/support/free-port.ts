import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A range of ports below those that operating systems hand out by themselves, so that no other connection takes one
 * meanwhile.
 */
const [lowest, highest] = [12_000, 32_000];

/** A port of this machine at which nobody listens at the moment, and which no connection will get. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
