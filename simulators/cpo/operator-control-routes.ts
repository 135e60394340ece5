import express, { type Request, type Router } from 'express';
import { check } from '../../src/ocpi/schemas/validation.ts';
import type { Status } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { type ControlError, controlError, fieldsOf, wrong } from '../platform/control-api.ts';
import { authorize } from './charging-permission.ts';
import { readingAt, wattsAt } from './charging-power-over-time.ts';
import { evseOf, freeEvses, isOpenFor, locationOf, nearby, setStatus } from './find-evses.ts';
import type { Charge, Operator } from './operator-state.ts';
import { plugIn } from './plug-in-car.ts';
import { scheduleStatus } from './schedule-evse-status.ts';

/** The routes of the control API that only a simulated operator has. */
export function operatorControl(operator: Operator): Router {
  const api = express.Router();
  api.post('/sessions', async (req, res) => void res.status(201).json(await startSession(operator, req)));
  api.post('/sessions/:id/stop', (req, res) => void res.status(202).json(stopSession(operator, req)));
  api.patch('/evses/:location_id/:evse_uid', (req, res) => void res.json(patchEvse(operator, req)));
  return api;
}

/** The summary of a session under way that the control API shows: `kwh` so far, `watts` at this moment. */
export function inShort(charge: Charge): object {
  const { facts, token, locationId, evseUid, connectorId } = charge;
  const seconds = charge.elapsed();
  return {
    id: facts.id,
    token_uid: token.uid,
    auth_id: facts.authId,
    auth_method: facts.authMethod,
    location_id: locationId,
    evse_uid: evseUid,
    connector_id: connectorId,
    kwh: readingAt(facts.plan, seconds).wattHours / 1000,
    watts: wattsAt(facts.plan, seconds),
  };
}

/** Plugs a car in by `POST /control/sessions`, if the authorisation of its Token allows that. */
async function startSession(operator: Operator, req: Request): Promise<object> {
  const { platform } = operator;
  const { token_uid, location_id, evse_uid, kwh, speed } = readPlugIn(fieldsOf(req));
  if (location_id !== undefined && !locationOf(platform, location_id))
    throw controlError(404, `/location_id: unknown Location "${location_id}"`);
  const [place] = freeEvses(operator, { tokenUid: token_uid, locationId: location_id, evseUid: evse_uid });
  if (!place) throw noPlace(operator, location_id, evse_uid);
  const permission = await authorize(operator, token_uid, place.location, place.evse);
  if (!permission.allowed) throw controlError(409, `/token_uid: ${permission.why}`);
  const evse = evseOf(locationOf(platform, place.location.id), place.evse.uid);
  if (!evse || !isOpenFor(operator, evse, token_uid))
    throw noPlace(operator, place.location.id, place.evse.uid);
  return inShort(plugIn(operator, { ...permission, ...place, evse, kwh, speed }));
}

function stopSession({ charges }: Operator, { params }: Request): object {
  const charge = charges.get(String(params.id));
  if (!charge) throw controlError(404, `no session "${String(params.id)}" is under way`);
  charge.stop.abort();
  return inShort(charge);
}

function patchEvse({ platform }: Operator, req: Request): object {
  const [locationId, uid] = [String(req.params.location_id), String(req.params.evse_uid)];
  const { status, at } = fieldsOf(req);
  if (!evseOf(locationOf(platform, locationId), uid))
    throw controlError(404, `unknown EVSE "${uid}" of Location "${locationId}"`);
  const findings = check('Status', status).map(({ message }) => ({ pointer: '/status', message }));
  const time = at === undefined ? undefined : parseDateTime(String(at));
  if (at !== undefined && (time === undefined || time < platform.clock.now()))
    findings.push({ pointer: '/at', message: 'must be an OCPI DateTime to come' });
  if (findings.length > 0) throw wrong(findings);
  if (time === undefined) return setStatus(platform, locationId, uid, status as Status) ?? {};
  return scheduleStatus(platform, locationId, uid, status as Status, time) ?? {};
}

/** Checks the body of `POST /control/sessions`; a 400 names every field that is wrong. */
function readPlugIn(fields: Record<string, unknown>) {
  const findings: Finding[] = [];
  const text = (name: string) => {
    const value = fields[name];
    if (value !== undefined && typeof value !== 'string')
      findings.push({ pointer: `/${name}`, message: 'must be a string' });
    return value as string | undefined;
  };
  const positive = (name: string) => {
    const value = fields[name];
    if (value !== undefined && !(typeof value === 'number' && value > 0))
      findings.push({ pointer: `/${name}`, message: 'must be a number above 0' });
    return value as number | undefined;
  };
  if (fields.token_uid === undefined) findings.push({ pointer: '/token_uid', message: 'is required' });
  const given = {
    token_uid: text('token_uid') ?? '',
    location_id: text('location_id'),
    evse_uid: text('evse_uid'),
    kwh: positive('kwh'),
    speed: positive('speed'),
  };
  if (findings.length > 0) throw wrong(findings);
  return given;
}

function noPlace({ platform }: Operator, locationId?: string, evseUid?: string): ControlError {
  if (evseUid === undefined) return controlError(409, 'no EVSE is AVAILABLE');
  const places = locationId === undefined ? nearby(platform) : [locationOf(platform, locationId)];
  const evse = places.map((location) => evseOf(location, evseUid)).find((found) => found !== undefined);
  if (!evse) return controlError(404, `/evse_uid: unknown EVSE "${evseUid}"`);
  return controlError(409, `/evse_uid: the EVSE "${evseUid}" is ${evse.status}`);
}
