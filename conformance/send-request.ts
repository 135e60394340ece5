import { Agent, request } from 'undici';
import { borderOf, type Reach } from '../src/ocpi/client/allowed-networks.ts';
import { unpacked } from '../src/ocpi/client/decompress-answer.ts';
import { isElsewhere } from '../src/ocpi/client/request-address.ts';
import { systemError } from '../src/ocpi/words/network-error-text.ts';
import type { Exchange } from './http-exchange.ts';

/** A request of the suite, exactly as it is sent. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** Sends requests to the partner as they are, follows no redirect, adds no header. */
export interface Wire {
  send(outgoing: Outgoing): Promise<Exchange>;
  close(): Promise<void>;
}

/**
 * Opens a wire on which the partner has `timeout` milliseconds to answer; `tick` numbers everything that happens in the
 * run.
 */
export function newWire(timeout: number, tick: () => number, reach?: Reach): Wire {
  const border = reach && borderOf(reach);
  // Every request uses a new connection: the partner may close a reused one just as the next request goes out.
  const agent = new Agent({
    pipelining: 0,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout, ...(border ? { lookup: border.lookup } : {}) },
  });
  return {
    async send({ method, url, headers, body = '' }) {
      const exchange: Exchange = {
        direction: 'sent',
        begun: tick(),
        ended: 0,
        time: new Date().toISOString(),
        method,
        url,
        headers,
        body,
        answer: { status: null, headers: {}, body: '' },
        error: null,
      };
      try {
        const refusal = isElsewhere(url)
          ? 'its path changes when it is normalised'
          : border?.refuses(new URL(url));
        if (refusal) throw new Error(`not called: ${refusal}`);
        const answer = await request(url, {
          dispatcher: agent,
          method: method as 'GET',
          headers,
          body: body === '' ? null : body,
        });
        const bytes = Buffer.from(await answer.body.arrayBuffer());
        const text = (
          await unpacked(bytes, String(answer.headers['content-encoding'] ?? ''), largest)
        ).toString();
        exchange.answer = { status: answer.statusCode, headers: flat(answer.headers), body: text };
      } catch (error) {
        exchange.error = wordsFor(error as Error & { code?: string }, timeout);
      }
      exchange.ended = tick();
      return exchange;
    },
    close: () => agent.destroy(),
  };
}

/** Maximum size of an answer in bytes, after decompression. */
const largest = 32 * 1_048_576;

/** HTTP headers as text, with names in lower case. */
export function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}

function wordsFor({ code, message }: Error & { code?: string }, timeout: number): string {
  if (/TIMEOUT/.test(code ?? '')) return `none within ${timeout} ms`;
  return systemError({ code, message });
}
