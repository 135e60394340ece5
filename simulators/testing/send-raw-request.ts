import type { ModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { below } from '../../src/ocpi/editions/endpoint-urls.ts';
import type { Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { handshakeTimeout } from '../platform/credentials-endpoint.ts';
import { endpointFor } from '../platform/partner-endpoint.ts';
import { forget, partners } from '../platform/partners-and-their-tokens.ts';
import { nextOf } from '../platform/pull-partner-list.ts';
import { call } from '../platform/push-to-partners.ts';
import { register } from '../platform/register-with-partner.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';
import type { Answered, Simulator } from './test-api-types.ts';

/** Requests that a test sends through a simulator's platform, with its tokens and headers. */
export function wireOf(platform: Platform): Pick<Simulator, 'send' | 'renew' | 'unregister'> {
  const partner = (): Connection => {
    const [first] = partners(platform);
    if (!first) throw new Error(`${platform.party} has no partner: nobody has registered`);
    return first;
  };
  const endpoint = async (module: string) => {
    const url = await endpointFor(platform, partner(), module as ModuleId);
    if (!url) throw new Error(`the partner of ${platform.party} does not offer the module ${module}`);
    return url;
  };
  return {
    async send({ method, module, path = [], query = {}, body, to, url }) {
      const target = new URL(url ?? below(await endpoint(module), ...path));
      for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(value));
      const request = { method, module: module as ModuleId, url: target.href, body, to };
      return answered(await call(platform, partner(), request), target.href);
    },
    renew: async () => void (await register(platform)),
    async unregister() {
      const { id, tokenToThem } = partner();
      const reply = await platform.send({
        method: 'DELETE',
        module: 'credentials' as ModuleId,
        url: await endpoint('credentials'),
        token: tokenToThem ?? '',
        connection: id,
        timeout: handshakeTimeout,
      });
      if (reply.success) await forget(platform, id);
      return answered(reply, '');
    },
  };
}

function answered(reply: Reply, url: string): Answered {
  const { http, code, message, data, headers, success, instead } = reply;
  const next = url === '' ? undefined : nextOf(headers.link, url);
  return {
    ...{ http, status_code: code, status_message: message, data, headers, success },
    ...(next && { next }),
    ...(instead && { instead }),
  };
}
