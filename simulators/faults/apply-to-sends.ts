import type { Outgoing, Send } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { faultKinds } from './all-fault-kinds.ts';
import type { Forward, Timing } from './fault-kind-type.ts';
import type { Fault, FaultRules } from './faults-in-force.ts';
import { overtake } from './sending-faults.ts';

/** Makes the faults in force act on the messages that the simulator sends. */
export function applyToSends(send: Send, rules: FaultRules, timing: Timing): Send {
  return async (request) => {
    const struck = rules.strike('OUT', request.module ?? '', request.method);
    const changed = struck.reduce(withContent, request);
    const way = struck.reduceRight<Forward>((forward, { kind, value = 0 }) => {
      const sends = faultKinds[kind]?.sends;
      return sends ? (message) => sends(message, value, forward, timing) : forward;
    }, send);
    const reply = await way(changed);
    if (!struck.some(({ kind }) => kind === 'reordered')) overtake(request);
    return reply;
  };
}

function withContent(request: Outgoing, { kind, value = 0 }: Fault): Outgoing {
  const content = faultKinds[kind]?.content;
  if (!content || !request.body) return request;
  const { module, method } = request;
  const about = { module: module ?? '', method, direction: 'OUT' } as const;
  const body = content(JSON.parse(request.body.toString('utf8')), about, value);
  return { ...request, body: Buffer.from(JSON.stringify(body)) };
}
