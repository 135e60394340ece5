import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** The IPv4 addresses of names; `undefined` for an unknown one. */
export type Zone = Record<string, string[]> | ((name: string) => string[] | undefined);

/** A DNS server on this machine, for tests. */
export interface NameServer {
  /** The name server's address in the notation of HUB_RESOLVER. */
  address: string;
  /** The names in the questions to the name server, one for each question. */
  questions: string[];
  /** Resolves when the name server has had so many questions. */
  asked(count: number): Promise<void>;
  stop(): void;
}

/** Starts a DNS name server that never answers about names that begin with `silent`. */
export async function startNameServer(zone: Zone, ttl = 60): Promise<NameServer> {
  const socket = createSocket('udp4').unref();
  const questions: string[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  socket.on('message', (question, { port, address }) => {
    const name = nameIn(question);
    questions.push(name);
    for (const { done } of waiting.filter(({ count }) => questions.length >= count)) done();
    if (name.startsWith('silent')) return;
    socket.send(answerTo(question, typeof zone === 'function' ? zone(name) : zone[name], ttl), port, address);
  });
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    questions,
    asked: (count) => new Promise((done) => waiting.push({ count, done })),
    stop: () => void socket.close(),
  };
}

/** The name in a DNS question: labels, each after its length, from byte 12. */
function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; question[at]; at += question[at]! + 1)
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!));
  return labels.join('.').toLowerCase();
}

/** A DNS answer by RFC 1035: A records if the question asks for them, NXDOMAIN for an unknown name. */
function answerTo(question: Buffer, addresses: string[] | undefined, ttl: number): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const records = question.readUInt16BE(end - 4) === 1 ? (addresses ?? []) : [];
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180 | (addresses === undefined ? 3 : 0), 2);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt16BE(0, 8);
  head.writeUInt16BE(0, 10);
  const body = records.map((address) => {
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    record.writeUInt32BE(ttl, 6);
    return record;
  });
  return Buffer.concat([head, ...body]);
}
