import type { Outgoing, Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { FaultTable, Forward, Timing, Value } from './fault-kind-type.ts';

/** Faults in sending messages, beside those of their content. */
export const sendingFaults = {
  duplicate: {
    does: 'Sends the message twice: a push, a CDR, a result.',
    mild: { direction: 'OUT', method: 'PUT' },
    sends: async (request, _value, forward) => {
      await forward(request);
      return forward(request);
    },
  },
  reordered: {
    does: 'Sends the message after the next one of the module instead of before, or at last after so many milliseconds.',
    value: { is: 'milliseconds', default: 1000, min: 1, max: 600_000 },
    sends: overtaken,
  },
  lower_case_ids: {
    does: 'Writes its country code and party id in lower case, in URLs and routing headers.',
    breaks: 'TRANS-58',
    mild: { direction: 'OUT' },
    sends: (request, _value, forward) => {
      const { from } = request;
      if (!from) return forward(request);
      const url = request.url.replace(`/${from.replace('*', '/')}/`, (party) => party.toLowerCase());
      const headers = Object.fromEntries(
        from
          .toLowerCase()
          .split('*')
          .map((id, n) => [`OCPI-from-${n === 0 ? 'country-code' : 'party-id'}`, id]),
      );
      return forward({ ...request, url, headers: { ...request.headers, ...headers } });
    },
  },
  no_routing_headers: {
    does: 'Sends without any routing header.',
    mild: { direction: 'OUT' },
    sends: (request, _value, forward) => forward({ ...request, from: undefined, to: undefined }),
  },
  foreign_party: {
    does: 'Pushes its objects under a party id that is not its own.',
    sends: (request, _value, forward) => {
      const own = `/${request.from?.replace('*', '/')}/`;
      return forward({ ...request, url: request.url.replace(own, '/XX/XXX/') });
    },
  },
  other_id_in_url: {
    does: 'Pushes objects to a URL with another id than theirs.',
    sends: (request, _value, forward) =>
      forward(
        request.method === 'GET' ? request : { ...request, url: request.url.replace(/(?=\?|$)/, '-X') },
      ),
  },
  put_only: {
    does: 'Sends a PUT with the changed fields alone where a PATCH belongs.',
    breaks: 'TRANS-44',
    sends: (request, _value, forward) =>
      forward(request.method === 'PATCH' ? { ...request, method: 'PUT' } : request),
  },
  token_type: {
    does: 'Asks for an authorisation with the parameter token_type instead of type.',
    breaks: 'TOK-16',
    sends: (request, _value, forward) =>
      forward({ ...request, url: request.url.replace(/([?&])type=/, '$1token_type=') }),
  },
  double_slash: {
    does: 'Writes two slashes between the endpoint and the path of what it owns.',
    breaks: 'TRANS-54',
    sends: (request, _value, forward) => {
      const own = `/${request.from?.replace('*', '/')}/`;
      return forward({ ...request, url: request.url.replace(own, `/${own}`) });
    },
  },
} satisfies FaultTable;

/** Keeps a message back and tells its sender that it was accepted; a later failure remains unnoticed. */
async function overtaken(request: Outgoing, value: Value, forward: Forward, timing: Timing): Promise<Reply> {
  const send = () => {
    cancel();
    waiting.delete(entry);
    void forward(request);
  };
  const entry = { module: request.module, connection: request.connection, send };
  const cancel = timing.after(Number(value), send);
  waiting.add(entry);
  return {
    outcome: 'answered',
    success: true,
    http: 200,
    code: 1000,
    message: 'sent later because of a fault',
    data: undefined,
    headers: {},
  };
}

/** Sends the messages kept back that the given one, of the same module and to the same partner, has overtaken. */
export function overtake({ module, connection }: Outgoing): void {
  for (const entry of waiting) if (entry.module === module && entry.connection === connection) entry.send();
}

/** Messages that a fault keeps back until a later one overtakes them. */
const waiting = new Set<{ module: Outgoing['module']; connection: string | null; send: () => void }>();
