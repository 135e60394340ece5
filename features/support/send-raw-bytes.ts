import { connect } from 'node:net';
import { type Answer, asObject } from './http-call.ts';

/** Sends bytes to a server, and reads its answer until it closes the connection. */
export function sendBytes(url: string, bytes: Buffer): Promise<Answer> {
  const asked = Date.now();
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      const [line = '', ...fields] = head.split('\r\n');
      const pairs = fields.map((field): [string, string] => {
        const [name = '', ...value] = field.split(': ');
        return [name.toLowerCase(), value.join(': ')];
      });
      const body = rest.join('\r\n\r\n');
      resolve({
        status: Number(line.split(' ')[1]),
        headers: Object.fromEntries(pairs),
        body,
        json: asObject(body),
        asked,
        came: Date.now(),
      });
    });
  });
}
