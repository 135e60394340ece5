import express, { type Request, type Router } from 'express';
import type { CommandType } from '../../src/ocpi/types/2.2.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { controlError, fieldsOf, wrong } from '../platform/control-api.ts';
import { keyOf, put } from '../platform/object-store.ts';
import { partners } from '../platform/partners-and-their-tokens.ts';
import { push } from '../platform/push-to-partners.ts';
import { ownToken } from './find-own-token.ts';
import type { GivenCommand, ProfileCommand, Provider } from './provider-state.ts';
import { profileCommands, sendProfile } from './send-charging-profile.ts';
import { sendCommand } from './send-command.ts';

/** The routes of the control API that only a simulated provider has. */
export function providerControl(provider: Provider): Router {
  const api = express.Router();
  api.post('/commands', async (req, res) => void res.status(201).json(await command(provider, req)));
  api.get('/commands', (_req, res) => void res.json([...provider.commands.values()].toReversed()));
  api.get('/commands/:id', (req, res) => {
    const given = provider.commands.get(req.params.id);
    if (!given) throw controlError(404, `no command has the id "${req.params.id}"`);
    res.json(given);
  });
  api.put('/references/:token_uid', (req, res) => void res.json(changeReference(provider, req)));
  api.patch('/tokens/:uid', async (req, res) => void res.json(await changeToken(provider, req)));
  return api;
}

function command(provider: Provider, req: Request): Promise<GivenCommand> {
  const { command: name, ...fields } = fieldsOf(req);
  if (Object.hasOwn(profileCommands, String(name)))
    return sendProfile(provider, name as ProfileCommand, fields);
  const [finding] = provider.platform.edition.check('CommandType', name);
  if (finding) {
    const more = Object.keys(profileCommands).join(', ');
    throw wrong([{ pointer: '/command', message: `${finding.message}; or one of ${more}` }]);
  }
  return sendCommand(provider, name as CommandType, fields);
}

/** Sets the `authorization_reference` of every later authorisation of a Token; `null` for none (EXT-11). */
function changeReference({ references }: Provider, req: Request): object {
  const uid = String(req.params.token_uid);
  const { authorization_reference: reference } = fieldsOf(req);
  if (reference === null) references.delete(uid);
  else if (typeof reference === 'string' && /^[\x20-\x7e]{1,36}$/.test(reference))
    references.set(uid, reference);
  else
    throw wrong([
      { pointer: '/authorization_reference', message: 'must be a string of 1 to 36 characters, or null' },
    ]);
  return { token_uid: uid, authorization_reference: reference };
}

/** Changes fields of a Token and sends every partner a PATCH (TOK-28); `?type=` where a uid has several types. */
async function changeToken({ platform, wording }: Provider, req: Request): Promise<object> {
  const [uid, type] = [String(req.params.uid), req.query.type];
  const item = ownToken(platform, uid, type === undefined ? undefined : String(type));
  if (!item) throw controlError(404, `unknown Token "${uid}"`);
  const fields = fieldsOf(req);
  const fixed = ['uid', 'type'].filter((field) => field in fields && fields[field] !== item.object[field]);
  const findings = [
    ...fixed.map((field) => ({ pointer: `/${field}`, message: 'cannot be changed' })),
    ...platform.edition.checkPatch('token', fields),
  ];
  if (findings.length > 0) throw wrong(findings);
  const body = { ...fields, last_updated: formatDateTime(platform.clock.now()) };
  const merged = Object.entries({ ...item.object, ...body }).filter(([, value]) => value !== null);
  const object = Object.fromEntries(merged);
  put(platform.own.tokens, 'tokens', { owner: platform.party, object });
  const whole = () => platform.own.tokens.get(keyOf('tokens', platform.party, object))?.object;
  for (const connection of partners(platform))
    void push(platform, connection, 'tokens', {
      method: 'PATCH',
      path: [uid],
      query: wording.query(object),
      body,
      whole,
    });
  return object;
}
