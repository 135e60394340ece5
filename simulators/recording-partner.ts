import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message in its form on the wire: the first line, all headers in their order, the body; without `Date`. */
export type Wire = string;

/** An answer that the recorder gives to the simulator. */
export interface Said {
  status?: number;
  headers?: Record<string, string>;
  data?: unknown;
}

/**
 * A minimal partner for a simulator: it serves versions and credentials, accepts everything, and records every byte.
 */
export interface Recorder {
  versionsUrl: string;
  /** The Credentials that it gives and registers with. */
  credentials: { token: string; url: string } & Record<string, unknown>;
  /** Messages of the simulator since `begin`, in their order. */
  requests: Wire[];
  /** The simulator's answers to `ask` since `begin`. */
  answers: Wire[];
  /**
   * Clears the records; `reply` chooses the answer to each request, or none for a plain 1000, and may call the
   * simulator first.
   */
  begin(reply: (method: string, path: string) => Said | undefined | Promise<Said | undefined>): void;
  /** Sends a request with a token to the simulator; returns the body of its answer. */
  ask(method: string, url: string, token: string, body?: unknown): Promise<string>;
  close(): Promise<void>;
}

/** Starts a recorder that offers these modules, at any free port. */
export async function startRecorder(party: string, modules: string[]): Promise<Recorder> {
  const [country_code, party_id] = party.split('*');
  const server = createServer((req, res) => void take(req, res));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = {
    token: 'TOKEN-OF-THE-RECORDER',
    url: `${url}/versions`,
    business_details: { name: 'Recorder' },
    country_code,
    party_id,
  };
  const own: Record<string, unknown> = {
    '/versions': [{ version: '2.1.1', url: `${url}/2.1.1` }],
    '/2.1.1': {
      version: '2.1.1',
      endpoints: ['credentials', ...modules].map((identifier) => ({
        identifier,
        url: `${url}/2.1.1/${identifier}`,
      })),
    },
    '/2.1.1/credentials': credentials,
  };
  let reply: Parameters<Recorder['begin']>[0] = () => undefined;
  let asked = 0;
  const recorder: Recorder = {
    versionsUrl: credentials.url,
    credentials,
    requests: [],
    answers: [],
    begin(given) {
      [recorder.requests, recorder.answers, reply, asked] = [[], [], given, 0];
    },
    async ask(method, to, token, body) {
      asked += 1;
      const headers = {
        Authorization: `Token ${token}`,
        'Content-Type': 'application/json',
        'X-Request-ID': `ask-${asked}`,
      };
      const outgoing = request(to, { method, headers, agent: false });
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      try {
        const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
        const text = await textOf(answer);
        recorder.answers.push(wire(`${answer.statusCode}`, answer, text));
        return text;
      } catch (error) {
        recorder.answers.push(`no answer: ${(error as NodeJS.ErrnoException).code}`);
        return '';
      }
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const text = await textOf(req);
    recorder.requests.push(wire(`${req.method} ${req.url}`, req, text));
    const path = (req.url ?? '').split('?')[0] ?? '';
    const { status = 200, headers = {}, data = own[path] } = (await reply(req.method ?? '', path)) ?? {};
    res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    res.end(JSON.stringify({ data, status_code: 1000, timestamp: '2026-01-01T12:00:00Z' }));
  }
  return recorder;
}

function wire(first: string, { rawHeaders }: IncomingMessage, body: string): Wire {
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && name !== 'Date' ? [`${name}: ${rawHeaders[at + 1]}`] : [],
  );
  return [first, ...lines, '', body].join('\n');
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks = (await message.toArray()) as Buffer[];
  return Buffer.concat(chunks).toString('utf8');
}
