import { rm } from 'node:fs/promises';
import { Agent } from 'undici';
import { Partner } from '../../features/support/fake-partner.ts';
import { type JsonObject } from '../../features/support/http-call.ts';
import { adminToken, type Hub, startHub } from '../../features/support/hub-process.ts';
import type { Role } from '../../features/support/partner-types.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { type Tally } from './failure-kinds-and-counts.ts';

/** The answer to a request: HTTP status, OCPI status code if any, the body as text and as JSON. */
export interface Answer {
  http: number;
  code: number | undefined;
  text: string;
  data: unknown;
  headers: Record<string, string | string[] | undefined>;
}

/** A running hub with an operator, a provider that it has an agreement with, and a partner without any. */
export interface FuzzedMarket {
  hub: Hub;
  operator: Partner;
  provider: Partner;
  outsider: Partner;
  /** Sends a request as a partner, below the hub's interface for it; every answer is checked for failures and leaks. */
  send(partner: Partner, method: string, path: string, body?: string): Promise<Answer>;
  admin(method: string, path: string, body?: JsonObject): Promise<Answer>;
  /** A partner's platform that listens, and that the hub does not know. */
  partner(role: Role, country: string, id: string): Promise<Partner>;
  close(): Promise<void>;
}

/** Starts the hub and its partners; floods are intended here, so there is no rate limit. */
export async function openMarket(tally: Tally): Promise<FuzzedMarket> {
  const hub = await startHub({ HUB_RATE_LIMIT: '0', HUB_ADDRESS_RATE_LIMIT: '0' });
  const agent = new Agent({ connections: 16 });
  const open: Partner[] = [];
  const call = async (method: string, url: string, token: string, body?: string): Promise<Answer> => {
    const { origin, pathname, search } = split(url);
    const {
      statusCode,
      headers,
      body: stream,
    } = await agent.request({
      origin,
      path: pathname + search,
      method: method as 'GET',
      headers: {
        authorization: token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body ?? null,
    });
    const text = await stream.text();
    const json = parsed(text);
    const answer = { http: statusCode, code: json?.status_code, text, data: json?.data, headers };
    tally.look(`${method} ${url.slice(hub.url.length)} ${body ?? ''}`, answer, token);
    return answer;
  };
  const market: FuzzedMarket = {
    hub,
    operator: undefined as unknown as Partner,
    provider: undefined as unknown as Partner,
    outsider: undefined as unknown as Partner,
    send: (partner, method, path, body) =>
      call(
        method,
        `${hub.url}/ocpi/${partner.role === 'CPO' ? 'emsp' : 'cpo'}/2.1.1/${path}`,
        `Token ${partner.tokenToHub}`,
        body,
      ),
    admin: (method, path, body) =>
      call(method, `${hub.url}${path}`, `Bearer ${adminToken}`, body && JSON.stringify(body)),
    async partner(role, country_code, party_id) {
      const partner = await new Partner({ name: party_id, role, country_code, party_id }).open();
      open.push(partner);
      return partner;
    },
    async close() {
      await Promise.all(open.map((partner) => partner.goDark()));
      await agent.destroy();
      const { code, output } = hub.ended() ?? (await hub.stop());
      await rm(hub.dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the hub ended with ${code}\n${output.slice(-4000)}`);
      tally.log(output);
    },
  };
  const join = async (role: Role, id: string) => {
    const partner = await market.partner(role, 'NL', id);
    await invite(market, partner);
    await register(partner);
    for (const token of [...partner.tokensToHub, ...partner.tokensFromHub]) tally.secret(token ?? '');
    return partner;
  };
  tally.secret(adminToken);
  market.operator = await join('CPO', 'ABC');
  market.provider = await join('EMSP', 'EMP');
  market.outsider = await join('EMSP', 'OTH');
  await market.admin('POST', '/admin/agreements', {
    cpo: idOf(market.operator),
    emsp: idOf(market.provider),
  });
  return market;
}

/** Invites a partner at the hub; gives the answer of the admin API. */
export async function invite(market: FuzzedMarket, partner: Partner): Promise<Answer> {
  const body = { role: partner.role, ...idOf(partner), name: partner.name };
  const answer = await market.admin('POST', '/admin/connections', body);
  const { id, token, versions_url } = parsed(answer.text) as unknown as Record<string, string>;
  if (answer.http !== 201) return answer;
  partner.connection = id ?? '';
  partner.tokenToHub = token ?? '';
  partner.hubVersionsUrl = versions_url ?? '';
  return answer;
}

/** Country code and party id of a partner. */
export function idOf({ country_code, party_id }: Partner): { country_code: string; party_id: string } {
  return { country_code, party_id };
}

function parsed(text: string): { status_code?: number; data?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Splits a URL without normalising its path, as `new URL` would. */
function split(url: string): { origin: string; pathname: string; search: string } {
  const [, origin = '', pathname = '/', search = ''] = /^(https?:\/\/[^/]+)([^?]*)(.*)$/s.exec(url) ?? [];
  return { origin, pathname, search };
}
