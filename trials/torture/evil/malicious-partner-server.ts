import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../common/partner-record-lines.ts';
import { contractsOf, members } from '../common/torture-parties.ts';

/** The state of the malicious partner: its present behaviour and the data that it obtained. */
export interface Evil {
  /** Whether the malicious partner attacks; before that it registers like any partner. */
  mean: boolean;
  tried: number;
  answered: number;
  /** Data of other parties that the malicious partner has obtained, in words. */
  stolen: string[];
}

const modules = ['credentials', 'locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands'];

const honest = new Set(
  members.filter(({ role }) => role === 'EMSP').flatMap(({ party }) => contractsOf(party)),
);

/** Records a Session or CDR that is of another provider's driver. */
export function look(evil: Evil, where: string, module: string, object: Json | undefined): void {
  if (module !== 'sessions' && module !== 'cdrs') return;
  if (object && honest.has(String(object.auth_id)))
    evil.stolen.push(`the evil partner ${where} ${module} ${String(object.id)} of ${String(object.auth_id)}`);
}

/**
 * The malicious partner's answers while it attacks, in turn: correct ones, failures, none, invalid ones, and oversized
 * ones.
 */
const answers: ((response: ServerResponse) => void)[] = [
  (response) => void response.writeHead(500).end(),
  (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"status_code":'),
  (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(50_000)),
  (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  (response) => void response.socket?.destroy(),
  // After the headers and one character, the rest of the JSON never comes.
  (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
  (response) => void response.writeHead(429, { 'retry-after': '9'.repeat(200) }).end(),
  (response) =>
    void response
      .writeHead(200, { 'x-total-count': '1e9', link: '<'.repeat(8000) })
      .end('x'.repeat(2_000_000)),
];

/** Starts the malicious partner's server for both roles; gives the port. */
export async function openServer(evil: Evil): Promise<number> {
  let count = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const home = `http://${request.headers.host}/ocpi`;
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [module = ''] = path.split('/2.1.1/')[1]?.split(/[/?]/) ?? [];
      look(evil, 'was sent', module, parsed(Buffer.concat(chunks).toString()));
      count += 1;
      if (evil.mean && path.includes('/2.1.1/') && count % 3 > 0)
        return answers[count % answers.length]?.(response);
      const isVersions = path.endsWith('/versions');
      const endpoints = modules.map((identifier) => ({ identifier, url: `${home}/2.1.1/${identifier}` }));
      const data = isVersions
        ? [{ version: '2.1.1', url: `${home}/2.1.1` }]
        : path.endsWith('/2.1.1')
          ? { version: '2.1.1', endpoints }
          : path.includes('authorize')
            ? { allowed: 'ALLOWED', token: { uid: 'XXX-1', type: 'RFID', auth_id: 'CON-XXX-1' } }
            : module === 'commands'
              ? { result: 'ACCEPTED' }
              : [];
      const body = { status_code: 1000, timestamp: new Date().toISOString(), data };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/** A text as a JSON object; `undefined` for anything else. */
export function parsed(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : undefined;
  } catch {
    return undefined;
  }
}
