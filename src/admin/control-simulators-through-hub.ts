import type { Request, Response } from 'express';
import { request as ask } from 'undici';
import { Refusal } from '../hub/refusal-error.ts';
import type { SimulatorView } from '../hub/types.generated.ts';
import type { Admin, AdminAnswer } from './route-types.ts';

/** Milliseconds that a simulator has to answer: it may have to wait for an authorisation through this hub. */
const patience = 15_000;

/** Lists the registered simulators of the lab; an empty list outside the lab. */
export function list(admin: Admin): AdminAnswer {
  return { body: simulatorsOf(admin) };
}

/** Forwards a request to the control API of a simulator, so that a browser reaches it at the hub's own address. */
export function passOn(admin: Admin) {
  return async (request: Request, response: Response): Promise<void> => {
    const simulator = simulatorsOf(admin).find(({ id }) => id === request.params.id);
    if (!simulator) throw new Refusal('notFound', `no simulator ${String(request.params.id)} is registered`);
    await passOnTo({ name: simulator.id, url: simulator.url }, request, response);
  };
}

/** Forwards a request to the control API of the simulator at a URL, with its token where it has one. */
export async function passOnTo(
  simulator: { name: string; url: string; token?: string },
  request: Request,
  response: Response,
): Promise<void> {
  const target = new URL(`/control${request.url}`, simulator.url);
  if (!target.pathname.startsWith('/control/'))
    throw new Refusal('notFound', 'only what is below /control is passed on');
  const hasBody = Buffer.isBuffer(request.body) && request.body.length > 0;
  const answer = await ask(target, {
    method: request.method as 'GET',
    headersTimeout: patience,
    bodyTimeout: patience,
    headers: {
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(simulator.token === undefined ? {} : { authorization: `Bearer ${simulator.token}` }),
    },
    ...(hasBody ? { body: request.body as Buffer } : {}),
  }).catch((error: Error) => {
    throw new Refusal(
      'partnerUnreachable',
      `the simulator ${simulator.name} does not answer: ${error.message}`,
    );
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  response.status(answer.statusCode).set('Cache-Control', 'no-store');
  if (bytes.length > 0) response.set('Content-Type', 'application/json; charset=utf-8');
  response.end(bytes);
}

/** The simulators of the lab, with the addresses that they have registered. */
function simulatorsOf({ hub, simulators }: Admin): SimulatorView[] {
  return hub.store.registry
    .read()
    .connections.filter(({ party, status }) => simulators.includes(party) && status !== 'UNREGISTERED')
    .flatMap(({ id, party, role, name, versionsUrl }) =>
      versionsUrl === null
        ? []
        : [{ id: party, role, name, connection: id, url: new URL(versionsUrl).origin }],
    );
}
