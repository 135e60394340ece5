import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Json } from '../common/partner-record-lines.ts';
import { openSilentSocket, raw } from '../common/raw-http-requests.ts';
import type { Random } from '../common/seeded-random.ts';
import {
  cardOf,
  contractsOf,
  country,
  members,
  evil as names,
  partnersOf,
} from '../common/torture-parties.ts';
import { cdr, location, session, token } from '../partner/sample-objects.ts';
import { type Evil, look, parsed } from './malicious-partner-server.ts';

/** The hub under attack, and the malicious partner's identities. */
export interface Target {
  hub: string;
  tokens: Record<'CPO' | 'EMSP', string>;
  evil: Evil;
}

/** A kind of attack on the hub, repeated again and again. */
export interface Attack {
  /** The most milliseconds between two attacks of this kind. */
  every: number;
  /** Makes one attack of this kind; tells whether the hub answered. */
  act(target: Target, source: Random): Promise<boolean>;
}

/** The attacker's own IP address, so that limits by address do not affect the other partners. */
const address = '127.0.0.66';
const agent = new Agent({
  connections: 8,
  headersTimeout: 8000,
  bodyTimeout: 8000,
  localAddress: address,
  connect: { localAddress: address },
});

const operators = members.filter(({ role }) => role === 'CPO').map(({ party }) => party);
const contractsAt = (operator: string) => partnersOf(operator).flatMap(contractsOf);

/** The attacks, from stealing data to exhausting resources. */
export const attacks: Attack[] = [
  // Attacks A1, A2, A4, A7: the malicious partner asks about the drivers of others, where they charge, before and after
  // they do.
  {
    every: 60,
    act: (target, { pick, whole }) => {
      const operator = pick(operators);
      const contract = pick(contractsAt(operator));
      const reserves = whole(1, 3) === 1;
      return call(
        target,
        'EMSP',
        'POST',
        `commands/${reserves ? 'RESERVE_NOW' : 'START_SESSION'}`,
        {
          response_url: 'http://127.0.0.1:1/result',
          token: { ...token(contract, 1), ...(whole(1, 2) === 1 ? { uid: `E${whole(1, 99)}` } : {}) },
          location_id: pick(['L1', 'L01', `HOME-${operator}`]),
          torture_id: 'evil',
          ...(reserves ? { expiry_date: '2099-01-01T00:00:00Z', reservation_id: whole(1, 9) } : {}),
          authorization_reference: `R${whole(1, 9)}`,
        },
        operator,
      );
    },
  },
  // Attacks A5, A6: the malicious provider's cards have the uids and contracts of others, in any spelling.
  {
    every: 80,
    act: (target, { pick, whole }) => {
      const contract = pick(contractsAt(pick(operators)));
      const uid = pick([cardOf(contract), `E${whole(1, 20)}`]);
      const auth_id = pick([contract, contract.toLowerCase(), contract.replaceAll('-', '')]);
      const body = { ...token(contract, whole(1, 9)), uid, auth_id, whitelist: 'ALWAYS' };
      return call(target, 'EMSP', 'PUT', `tokens/${country}/${names.EMSP}/${uid}`, body);
    },
  },
  // Attacks A3, A8: the malicious partner asks as an operator, and answers as a provider.
  {
    every: 150,
    act: (target, { pick, whole }) =>
      call(
        target,
        'CPO',
        'POST',
        `tokens/${pick([cardOf(pick(contractsAt('BBB'))), `U${whole(1, 9)}`])}/authorize`,
        {},
      ),
  },
  // The malicious partner writes objects in the name of others, with their ids and with path-traversal ids.
  {
    every: 100,
    act: async (target, { pick, whole }) => {
      const [n, owner] = [whole(1, 99), pick(operators)];
      const id = pick(['L01', `HOME-${owner}`, '%2e%2e', `..%2f${owner}%2fL01`]);
      const answer = await send(
        target,
        'CPO',
        'PUT',
        `locations/${country}/${owner}/${id}`,
        location('L01', n),
      );
      if (answer.taken) target.evil.stolen.push(`the evil partner wrote locations ${owner} ${id}`);
      return answer.status > 0;
    },
  },
  // The malicious operator's own Sessions and CDRs have the ids of others.
  {
    every: 150,
    act: (target, { pick, whole }) => {
      const contract = pick(contractsAt('BBB'));
      const id = `S1x${whole(1, 9)}`;
      return whole(1, 2) === 1
        ? call(
            target,
            'CPO',
            'PUT',
            `sessions/${country}/${names.CPO}/${id}`,
            session(id, contract, 1, 'ACTIVE'),
          )
        : call(target, 'CPO', 'POST', 'cdrs', cdr(`C1x${whole(1, 1e6)}`, contract, 1));
    },
  },
  // The malicious partner reads everything that it can, and stops the sessions that it finds.
  {
    every: 200,
    act: async (target, { pick, whole }) => {
      const module = pick(['sessions', 'cdrs']);
      const { status, data } = await send(
        target,
        'EMSP',
        'GET',
        `${module}?limit=100&offset=${whole(0, 200)}`,
      );
      for (const object of Array.isArray(data) ? (data as Json[]) : [])
        look(target.evil, 'is shown', module, object);
      await send(target, 'EMSP', 'POST', 'commands/STOP_SESSION', {
        response_url: 'http://127.0.0.1:1/result',
        session_id: `S1x${whole(1, 99)}`,
      });
      return status > 0;
    },
  },
  // Attacks A9, A10: many requests at once, without reading any answer.
  {
    every: 1500,
    act: async ({ hub, tokens }, { pick }) => {
      const [target, who] = pick([
        ['/ocpi/cpo/2.1.1/locations?limit=1000', `Token ${tokens.EMSP}`],
        ['/docs/ocpi-emsp.json', ''],
        ['/ocpi/cpo/2.1.1/sessions', 'Token guessed'],
      ] as const);
      const words = raw('GET', hub, target, who).repeat(200);
      const sockets = Array.from({ length: 5 }, () => openSilentSocket(hub, words, address));
      await pause(1000);
      for (const socket of sockets) socket.destroy();
      return true;
    },
  },
  // The malicious partner sends invalid and endless requests.
  {
    every: 300,
    act: async ({ hub, tokens }, { pick, whole }) => {
      const who = `Token ${tokens.CPO}`;
      const at = `/ocpi/emsp/2.1.1/locations/${country}/${names.CPO}/G`;
      const words = pick([
        String.fromCodePoint(...Array.from({ length: 300 }, () => whole(1, 255))),
        raw('PUT', hub, at, who, '{"id":'.repeat(whole(1, 5000))),
        raw('PUT', hub, at, who, `${'['.repeat(5000)}${']'.repeat(5000)}`),
        raw('PUT', hub, at, who, 'x'.repeat(2_000_000)),
        raw('PUT', hub, at, who, '{}').slice(0, -1),
        `GET ${at} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ]);
      const socket = openSilentSocket(hub, words, address);
      await pause(whole(10, 500));
      socket.destroy();
      return true;
    },
  },
];

interface Said {
  status: number;
  /** Whether the hub accepted the request. */
  taken: boolean;
  data: unknown;
}

async function call(
  target: Target,
  role: 'CPO' | 'EMSP',
  method: string,
  path: string,
  body?: Json,
  to?: string,
): Promise<boolean> {
  return (await send(target, role, method, path, body, to)).status > 0;
}

/** Sends one request of an attack; status 0 means that no answer came, which proves nothing. */
async function send(
  { hub, tokens }: Target,
  role: 'CPO' | 'EMSP',
  method: string,
  path: string,
  body?: Json,
  to?: string,
): Promise<Said> {
  try {
    const answer = await request(`${hub}/ocpi/${role === 'CPO' ? 'emsp' : 'cpo'}/2.1.1/${path}`, {
      dispatcher: agent,
      method: method as 'GET',
      headers: {
        authorization: `Token ${tokens[role]}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(to ? { 'ocpi-to-country-code': country, 'ocpi-to-party-id': to } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const json = parsed(await answer.body.text());
    const code = Number(json?.status_code);
    return { status: answer.statusCode, taken: code >= 1000 && code < 2000, data: json?.data };
  } catch {
    return { status: 0, taken: false, data: undefined };
  }
}
