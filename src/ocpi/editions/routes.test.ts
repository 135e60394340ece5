import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route, Side } from './basic-ocpi-types.ts';
import { edition211 } from './edition-2.1.1.ts';
import { methodsOf } from './routes.ts';

/** Methods and paths that each interface offers, typed from the tables of the specification. */
const offered: Record<Side, Record<string, string>> = {
  cpo: {
    '/locations': 'GET',
    '/locations/:id': 'GET',
    '/locations/:id/:part': 'GET',
    '/locations/:id/:part/:subpart': 'GET',
    '/tariffs': 'GET',
    '/sessions': 'GET',
    '/cdrs': 'GET',
    '/tokens': '',
    '/tokens/:country_code/:party_id/:id': 'GET PUT PATCH',
    '/commands/RESERVE_NOW': 'POST',
    '/commands/START_SESSION': 'POST',
    '/commands/STOP_SESSION': 'POST',
    '/commands/UNLOCK_CONNECTOR': 'POST',
    '/chargingprofiles/:session_id': 'GET PUT DELETE',
  },
  emsp: {
    '/locations': '',
    '/locations/:country_code/:party_id/:id': 'GET PUT PATCH',
    '/locations/:country_code/:party_id/:id/:part': 'GET PUT PATCH',
    '/locations/:country_code/:party_id/:id/:part/:subpart': 'GET PUT PATCH',
    '/tariffs': '',
    '/tariffs/:country_code/:party_id/:id': 'GET PUT PATCH DELETE',
    '/sessions': '',
    '/sessions/:country_code/:party_id/:id': 'GET PUT PATCH',
    '/cdrs': 'POST',
    '/cdrs/:country_code/:party_id/:id': 'GET',
    '/tokens': 'GET',
    '/tokens/:token_uid/authorize': 'POST',
    '/commands/RESERVE_NOW/:question': 'POST',
    '/commands/START_SESSION/:question': 'POST',
    '/commands/STOP_SESSION/:question': 'POST',
    '/commands/UNLOCK_CONNECTOR/:question': 'POST',
    '/chargingprofiles/:session_id': 'PUT',
    '/chargingprofiles/GET/:question': 'POST',
    '/chargingprofiles/PUT/:question': 'POST',
    '/chargingprofiles/DELETE/:question': 'POST',
  },
};

const rows = (side: Side) =>
  Object.fromEntries(edition211.routes(side).map((route: Route) => [route.path, route.methods.join(' ')]));

test('the CPO interface offers exactly what the specification lists @LOC-08 @SES-10 @CDR-02 @TAR-02 @TOK-05 @CMD-01 @CMD-03 @CP-18', () => {
  assert.deepEqual(rows('cpo'), offered.cpo);
});

test('the eMSP interface offers exactly what the specification lists @LOC-21 @SES-10 @CDR-02 @TAR-02 @TOK-11 @CP-18', () => {
  assert.deepEqual(rows('emsp'), offered.emsp);
});

test('a module is asked for its methods over all its paths', () => {
  assert.deepEqual(methodsOf(edition211, 'cdrs', 'emsp').sort(), ['GET', 'POST']);
  assert.deepEqual(methodsOf(edition211, 'tokens', 'emsp').sort(), ['GET', 'POST']);
});
