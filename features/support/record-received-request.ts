import type { IncomingMessage } from 'node:http';
import { asObject } from './http-call.ts';
import type { Received } from './partner-types.ts';

/** Reads a request to its end and records it; `endpoints` tells the module of a path. */
export async function record(request: IncomingMessage, endpoints: Record<string, string>): Promise<Received> {
  const body = await read(request);
  const url = new URL(request.url ?? '/', 'http://partner.example');
  const [module, path = ''] = longest(endpoints, url.pathname) ?? [];
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    path: decodeURIComponent(module ? module + url.pathname.slice(bare(path).length) : url.pathname),
    query: Object.fromEntries(url.searchParams),
    module,
    headers: request.headers as Record<string, string>,
    body,
    json: asObject(body),
    time: Date.now(),
  };
}

function longest(endpoints: Record<string, string>, pathname: string): [string, string] | undefined {
  return Object.entries(endpoints)
    .filter(([, path]) => `${pathname}/`.startsWith(`${bare(path)}/`))
    .sort(([, one], [, other]) => other.length - one.length)[0];
}

function bare(path: string): string {
  return path.replace(/\/$/, '');
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
