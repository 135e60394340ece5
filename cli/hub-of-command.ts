import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { adminClient } from './admin-api-client.ts';
import { Failure } from './command-failure.ts';

/** The admin API of the hub that a command works with. */
export interface Reach {
  /** Base URL of the hub, without a slash at its end. */
  url: string;
  /** Calls the admin API at `path` below `/admin`; an answer that refuses becomes a Failure with its message. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Fetches at most `most` rows of a list, in as many pages as needed, and the number of rows that the list has. */
  rows<T>(path: string, most: number): Promise<Rows<T>>;
  /** Yields the text of an answer piece by piece, as it arrives. */
  text(path: string): AsyncGenerator<string>;
  /** Streams the bytes of an answer, as they arrive. */
  bytes(path: string): Promise<ReadableStream>;
  /** Fetches the answer as a page of HTML. */
  page(path: string): Promise<string>;
  /** Yields the data of each server-sent event of a path. */
  watch(path: string): AsyncGenerator<string>;
}

/** Some rows of a list, and the number of rows that the list has. */
export interface Rows<T> {
  all: T[];
  total: number;
}

interface Problem {
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

/** The hub that the options of a command or the environment name, with its admin token from the same source. */
export function reach(command: Command, env: NodeJS.ProcessEnv = process.env): Reach {
  const options = command.optsWithGlobals<{ url?: string; adminToken?: string }>();
  const url = (options.url ?? urlOf(env)).replace(/(?<!\/)\/+$/, '');
  if (!/^https?:\/\/./.test(url) || !URL.canParse(url))
    throw new Failure(`"${url}" is no http or https URL: name the hub with --url or HUB_URL`);
  const token = options.adminToken ?? env.HUB_ADMIN_TOKEN ?? tokenIn(env.HUB_DATA_DIR || 'data');
  const client = adminClient(`${url}/admin`, token ?? '');
  const call = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await client<T>(method, path, body).catch(unreachable(url));
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(answer.status, answer.body as Problem, token);
  };
  const bytes = async (path: string) => {
    const headers = { Authorization: `Bearer ${token ?? ''}` };
    const answer = await fetch(`${url}/admin${path}`, { headers }).catch(unreachable(url));
    if (answer.ok && answer.body) return answer.body;
    throw new Failure(words(answer.status, (await answer.json().catch(() => ({}))) as Problem, token));
  };
  return {
    url,
    ask: async <T>(method: string, path: string, body?: unknown) => (await call<T>(method, path, body)).body,
    async rows<T>(path: string, most: number) {
      let page = await call<T[]>('GET', path);
      const { total = page.body.length } = page;
      const all = [...page.body];
      while (page.next !== undefined && all.length < most) {
        page = await call('GET', page.next);
        all.push(...page.body);
      }
      return { all: all.slice(0, most), total };
    },
    bytes,
    async *text(path) {
      const body = await bytes(path);
      try {
        yield* body.pipeThrough(new TextDecoderStream());
      } catch {
        throw new Failure('the hub broke off: what it has sent is not all');
      }
    },
    async page(path) {
      const headers = { Authorization: `Bearer ${token ?? ''}`, Accept: 'text/html' };
      const answer = await fetch(`${url}/admin${path}`, { headers }).catch(unreachable(url));
      const text = await answer.text();
      if (answer.ok) return text;
      throw new Failure(words(answer.status, JSON.parse(text || '{}') as Problem, token));
    },
    async *watch(path) {
      const answer = await fetch(`${url}/admin${path}`, {
        headers: { Authorization: `Bearer ${token ?? ''}` },
      }).catch(unreachable(url));
      if (!answer.ok || !answer.body) throw new Failure(words(answer.status, {}, token));
      let text = '';
      for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data !== undefined) yield data;
        }
      }
    },
  };
}

function urlOf({ HUB_URL, HUB_HOST, HUB_PORT }: NodeJS.ProcessEnv): string {
  return HUB_URL || `http://${HUB_HOST || '127.0.0.1'}:${HUB_PORT || 8080}`;
}

function tokenIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'admin-token'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function unreachable(url: string) {
  return (error: unknown): never => {
    const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
    throw new Failure(
      `no hub answers at ${url} (${cause?.code ?? cause?.message ?? message}): start one with "ocpi-hub lab", or name yours with --url or HUB_URL`,
    );
  };
}

/**
 * Turns a refusal by the admin API into a Failure; for a wrong query parameter the message names the option of the
 * command that set it.
 */
function refusal(status: number, problem: Problem, token: string | undefined): Failure {
  const { errors = [] } = problem;
  const isQuery =
    status === 400 && errors.length > 0 && errors.every(({ pointer }) => pointer.startsWith('?'));
  if (!isQuery) return new Failure(words(status, problem, token));
  const told = errors.map(({ pointer, message }) => `${listOptions[pointer] ?? pointer} ${message}`);
  return new Failure(told.join('\n  '), 2);
}

/** The option of a list command for each query parameter that it sets. */
const listOptions: Record<string, string> = { '?limit': '--limit', '?sort': '--sort', '?q': '--search' };

/** Number of errors of one refusal that the message shows at most. */
const most = 10;

function words(status: number, { detail, errors = [] }: Problem, token: string | undefined): string {
  if (status === 401)
    return `${token ? 'the hub does not take this admin token' : 'no admin token'}: give it with --admin-token or HUB_ADMIN_TOKEN, or run where the hub keeps its data folder (HUB_DATA_DIR)`;
  if (errors.length > most) {
    const first = errors.slice(0, most).map(({ pointer, message }) => `\n  ${pointer}: ${message}`);
    return `${errors.length} things are wrong:${first.join('')}\n  and ${errors.length - most} more`;
  }
  const more =
    errors.length > 1 ? errors.map(({ pointer, message }) => `\n  ${pointer}: ${message}`).join('') : '';
  return `${detail ?? `the hub answers HTTP ${status}`}${more}`;
}
