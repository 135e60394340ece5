import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Json, Outcome, Write } from '../common/partner-record-lines.ts';
import { country } from '../common/torture-parties.ts';
import type { LineFile } from './append-line-file.ts';
import type { Settings } from './partner-process-settings.ts';

const agent = new Agent({ connections: 16, headersTimeout: 8000, bodyTimeout: 8000, keepAliveTimeout: 5000 });

/** The hub's answer to a request; `outcome` tells whether its data has changed. */
export interface Said {
  outcome: Outcome;
  data: Json | undefined;
  /** HTTP status and OCPI status code, or the reason why there is no answer. */
  said: string;
}

/** A sender of a partner's requests to the hub that records each write before it is sent, and its outcome after it. */
export function startSender(
  settings: Settings,
  lineFile: LineFile,
  acked: () => void,
): {
  write(write: Omit<Write, 'owner'>): Promise<Outcome>;
  call(method: string, url: string, body?: Json): Promise<Said>;
  /** The URL of a module at the hub for this partner. */
  endpoint(module: string): string;
  /** A number greater than all earlier ones of the partner. */
  next(): number;
} {
  // Numbers never repeat: a restarted process begins far above the earlier one.
  let n = settings.round * 100_000_000 + (Date.now() % 10_000_000) * 10;
  const endpoint = (module: string) =>
    `${settings.hub}/ocpi/${settings.role === 'CPO' ? 'emsp' : 'cpo'}/2.1.1/${module}`;

  async function call(method: string, url: string, body?: Json): Promise<Said> {
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: method as 'GET',
        headers: {
          authorization: `Token ${settings.tokenToHub}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        body: body ? JSON.stringify(body) : null,
      });
      const text = await answer.body.text();
      const { status_code, data } = parse(text);
      const code = Number(status_code);
      const http = answer.statusCode;
      const outcome =
        code >= 1000 && code < 2000 ? 'acked' : http < 500 && code < 3000 ? 'refused' : 'unknown';
      return { outcome, data: data as Json | undefined, said: `${http} ${code}` };
    } catch (error) {
      return {
        outcome: 'unknown',
        data: undefined,
        said: (error as { code?: string }).code ?? String(error),
      };
    }
  }

  return {
    call,
    endpoint,
    next: () => ++n,
    async write(given) {
      const write = { ...given, owner: settings.party };
      const number = ++n;
      lineFile.write({ is: 'try', n: number, write });
      const began = Date.now();
      const { outcome, said } = await insist(() =>
        call(write.method, urlOf(write, endpoint(write.module)), write.body),
      );
      lineFile.write({ is: 'end', n: number, outcome, said, began, ended: Date.now() });
      if (outcome === 'acked') acked();
      return outcome;
    },
  };
}

/**
 * Repeats a write while the hub is down. A later refusal may be due to the first attempt, if that arrived after all.
 */
async function insist(call: () => Promise<Said>): Promise<Said> {
  const first = await call();
  if (first.said !== 'ECONNREFUSED') return first;
  for (;;) {
    await pause(50);
    const again = await call();
    if (again.said === 'ECONNREFUSED') continue;
    return again.outcome === 'refused' ? { ...again, outcome: 'unknown' } : again;
  }
}

function urlOf({ method, owner, id, part }: Write, endpoint: string): string {
  if (method === 'POST') return endpoint;
  return [endpoint, country, owner, id, ...(part === undefined ? [] : [part])].join('/');
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
