import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ObjectName } from '../editions/basic-ocpi-types.ts';
import { readSchemas } from './schemas.ts';
import { atLevel } from './strict-and-tolerant-schemas.ts';
import {
  check,
  checkPatch,
  isFlawless,
  type Level,
  mendPlainly,
  nameOf,
  normalise,
  rate,
  titles,
} from './validation.ts';

const limits = wordsByName(`
location             id:39 name:255 city:45 postal_code:10 time_zone:255
evse                 uid:39 evse_id:48 floor_level:4 physical_reference:16
connector            id:36 tariff_id:36
session              id:36 auth_id:36 meter_id:255 authorization_reference:36
cdr                  id:36 auth_id:36 meter_id:255 remark:255 authorization_reference:36
tariff               id:36
token                uid:36 auth_id:36 visual_number:64 issuer:64
credentials          token:64
authorization-info   authorization_reference:36
location-references  location_id:39
reserve-now          location_id:39 evse_uid:39 authorization_reference:36
start-session        location_id:39 evse_uid:39 connector_id:36 authorization_reference:36
stop-session         session_id:36
unlock-connector     location_id:39 evse_uid:39 connector_id:36
`).flatMap(([name, words]) =>
  words.map((word): [ObjectName, string, number] => [
    name,
    word.split(':')[0] ?? '',
    Number(word.split(':')[1]),
  ]),
);

const enums = `
Allowed                      ALLOWED BLOCKED EXPIRED NO_CREDIT NOT_ALLOWED
AuthMethod                   AUTH_REQUEST WHITELIST
Capability                   CHARGING_PROFILE_CAPABLE CREDIT_CARD_PAYABLE REMOTE_START_STOP_CAPABLE RESERVABLE
                             RFID_READER UNLOCK_CAPABLE
CdrDimensionType             ENERGY FLAT MAX_CURRENT MIN_CURRENT PARKING_TIME TIME
ChargingProfileResponseType  ACCEPTED NOT_SUPPORTED REJECTED TOO_OFTEN UNKNOWN_SESSION
ChargingProfileResultType    ACCEPTED REJECTED UNKNOWN
ChargingRateUnit             W A
CommandResponseType          NOT_SUPPORTED REJECTED ACCEPTED TIMEOUT UNKNOWN_SESSION
CommandType                  RESERVE_NOW START_SESSION STOP_SESSION UNLOCK_CONNECTOR
ConnectionStatus             CONNECTED OFFLINE PLANNED SUSPENDED
ConnectorFormat              SOCKET CABLE
ConnectorType                CHADEMO DOMESTIC_A DOMESTIC_B DOMESTIC_C DOMESTIC_D DOMESTIC_E DOMESTIC_F DOMESTIC_G
                             DOMESTIC_H DOMESTIC_I DOMESTIC_J DOMESTIC_K DOMESTIC_L IEC_60309_2_single_16
                             IEC_60309_2_three_16 IEC_60309_2_three_32 IEC_60309_2_three_64 IEC_62196_T1
                             IEC_62196_T1_COMBO IEC_62196_T2 IEC_62196_T2_COMBO IEC_62196_T3A IEC_62196_T3C
                             TESLA_R TESLA_S
DayOfWeek                    MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY
EnergySourceCategory         NUCLEAR GENERAL_FOSSIL COAL GAS GENERAL_GREEN SOLAR WIND WATER
EnvironmentalImpactCategory  NUCLEAR_WASTE CARBON_DIOXIDE
Facility                     HOTEL RESTAURANT CAFE MALL SUPERMARKET SPORT RECREATION_AREA NATURE MUSEUM BUS_STOP
                             TAXI_STAND TRAIN_STATION AIRPORT CARPOOL_PARKING FUEL_STATION WIFI
ImageCategory                CHARGER ENTRANCE LOCATION NETWORK OPERATOR OTHER OWNER
LocationType                 ON_STREET PARKING_GARAGE UNDERGROUND_GARAGE PARKING_LOT OTHER UNKNOWN
ParkingRestriction           EV_ONLY PLUGGED DISABLED CUSTOMERS MOTORCYCLES
PowerType                    AC_1_PHASE AC_3_PHASE DC
Role                         CPO EMSP HUB NAP NSP OTHER SCSP
SessionStatus                ACTIVE COMPLETED INVALID PENDING
Status                       AVAILABLE BLOCKED CHARGING INOPERATIVE OUTOFORDER PLANNED REMOVED RESERVED UNKNOWN
TariffDimensionType          ENERGY FLAT PARKING_TIME TIME
TokenType                    OTHER RFID
VersionNumber                2.0 2.1 2.1.1
WhitelistType                ALWAYS ALLOWED ALLOWED_OFFLINE NEVER
`;

const adopted = `
AuthMethod     COMMAND
Capability     CHARGING_PREFERENCES_CAPABLE CHIP_CARD_SUPPORT CONTACTLESS_CARD_SUPPORT DEBIT_CARD_PAYABLE
               PED_TERMINAL START_SESSION_CONNECTOR_REQUIRED TOKEN_GROUP_CAPABLE
ConnectorType  CHAOJI DOMESTIC_M DOMESTIC_N DOMESTIC_O GBT_AC GBT_DC NEMA_5_20 NEMA_6_30 NEMA_6_50 NEMA_10_30
               NEMA_10_50 NEMA_14_30 NEMA_14_50 PANTOGRAPH_BOTTOM_UP PANTOGRAPH_TOP_DOWN
Facility       BIKE_SHARING TRAM_STOP METRO_STATION PARKING_LOT
SessionStatus  RESERVATION
TokenType      AD_HOC_USER APP_USER
`;

const notAdopted = `
CdrDimensionType     CURRENT ENERGY_EXPORT ENERGY_IMPORT MAX_POWER MIN_POWER POWER RESERVATION_TIME STATE_OF_CHARGE
CommandResponseType  CANCELED_RESERVATION EVSE_OCCUPIED EVSE_INOPERATIVE FAILED UNKNOWN_RESERVATION
CommandType          CANCEL_RESERVATION
LocationType         ALONG_MOTORWAY ON_DRIVEWAY
PowerType            AC_2_PHASE AC_2_PHASE_SPLIT
`;

test('a DateTime is UTC, with or without Z @TRANS-61 @TRANS-64', () => {
  accepted(
    'DateTime',
    '2026-01-31T08:00:00Z',
    '2026-01-31T08:00:00',
    '2024-02-29T23:59:59Z',
    '2000-02-29T00:00:00',
  );
  refused(
    'DateTime',
    '2026-01-31T08:00:00+00:00',
    '2026-01-31T08:00:00+02:00',
    '2026-01-31T08:00:00-0200',
    '2026-01-31 08:00:00Z',
    '2026-01-31t08:00:00z',
    '2026-01-31T08:00Z',
    '2026-01-31',
    '20260131T080000Z',
    '26-01-31T08:00:00Z',
    ' 2026-01-31T08:00:00Z',
    '2026-01-31T08:00:00Z\n',
    'now',
    '',
    1769846400,
  );
});

test('a DateTime is a day in the calendar and a time on the clock @TRANS-64', () => {
  refused(
    'DateTime',
    '2026-13-01T08:00:00Z',
    '2026-00-01T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2025-02-29T08:00:00Z',
    '1900-02-29T08:00:00Z',
    '2026-04-31T08:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T08:60:00Z',
    '2026-01-31T08:00:60Z',
    '2016-12-31T23:59:60Z',
  );
});

test('a reader takes fractional seconds, however many, of days that there are @TRANS-63 @TRANS-77', () => {
  hubOnly(
    'DateTime',
    '2026-01-31T08:00:00.1Z',
    '2026-01-31T08:00:00.123Z',
    '2026-01-31T08:00:00.123',
    '2026-01-31T08:00:00.1234Z',
    '2026-01-31T08:00:00.1234567Z',
    '2026-01-31T08:00:00.123456789',
  );
  refused(
    'DateTime',
    '2026-01-31T08:00:00.Z',
    '2026-01-31T08:00:00,5Z',
    '2026-02-30T08:00:00Z',
    '2100-02-29T08:00:00Z',
    '0000-01-31T08:00:00Z',
    '2026-01-31T24:00:00Z',
  );
  assert.deepEqual(check('DateTime', '2000-02-29T08:00:00Z'), []);
});

test('length counts characters, not bytes or code units @TRANS-65 @TRANS-71', () => {
  const named = (name: string) => ({ ...golden('location'), name });
  assert.deepEqual(check('location', named('x'.repeat(255))), []);
  assert.deepEqual(check('location', named('é'.repeat(255))), []);
  assert.deepEqual(check('location', named('🔌'.repeat(255))), []);
  const tooLong = [{ pointer: '/name', message: 'must be at most 255 characters, got 256' }];
  assert.deepEqual(check('location', named('x'.repeat(256))), tooLong);
  assert.deepEqual(check('location', named('🔌'.repeat(256))), tooLong);
});

test('texts may hold any character for the hub, 2.1.1 knows only printable ASCII @TRANS-71', () => {
  hubOnly(
    'DisplayText',
    { language: 'de', text: 'Straße, naar links, 左へ' },
    { language: 'en', text: 'two\nlines' },
  );
  hubOnly('BusinessDetails', { name: 'Énergie Électrique' });
  refused('CiString36', 'CDR-é');
});

test('each string has the length of its table @TRANS-65', () => {
  for (const [name, field, limit] of limits) {
    const findings = (length: number) => check(name, { ...golden(name), [field]: 'x'.repeat(length) });
    assert.deepEqual(findings(limit), [], `${name} ${field}`);
    const message = `must be at most ${limit} characters, got ${limit + 1}`;
    assert.deepEqual(findings(limit + 1), [{ pointer: `/${field}`, message }], name);
  }
  const address = (length: number) => ({ ...golden('location'), address: 'x'.repeat(length) });
  accepted('location', address(45));
  hubOnly('location', address(46), address(400));
  accepted('DisplayText', { language: 'en', text: 'x'.repeat(512) });
  refused('DisplayText', { language: 'en', text: 'x'.repeat(513) });
  accepted('BusinessDetails', { name: 'x'.repeat(100) });
  refused('BusinessDetails', { name: 'x'.repeat(101) });
  const green = { is_green_energy: true };
  accepted('EnergyMix', { ...green, supplier_name: 'x'.repeat(64), energy_product_name: 'x'.repeat(64) });
  refused(
    'EnergyMix',
    { ...green, supplier_name: 'x'.repeat(65) },
    { ...green, energy_product_name: 'x'.repeat(65) },
  );
  accepted('URL', `https://a.example/${'x'.repeat(237)}`);
  refused('URL', `https://a.example/${'x'.repeat(238)}`);
});

test('what identifies something is not empty', () => {
  for (const [name, field] of [
    ['location', 'id'],
    ['evse', 'uid'],
    ['connector', 'id'],
    ['session', 'auth_id'],
    ['cdr', 'id'],
    ['token', 'uid'],
    ['credentials', 'token'],
    ['start-session', 'authorization_reference'],
  ] as [ObjectName, string][]) {
    const finding = { pointer: `/${field}`, message: 'must not be empty' };
    assert.deepEqual(check(name, { ...golden(name), [field]: '' }), [finding], name);
  }
});

test('enum values are those of 2.1.1, case-sensitive @TRANS-66', () => {
  for (const [name, values] of wordsByName(enums)) accepted(name, ...values);
  const types = atLevel(readSchemas('2.1.1'), 'strict')['schema:/2.1.1/types.json']?.$defs ?? {};
  const written = Object.entries(types).flatMap(([name, type]) =>
    type.enum ? [[name, [...type.enum].sort()]] : [],
  );
  assert.deepEqual(
    written,
    wordsByName(enums).map(([name, values]) => [name, values.sort()]),
  );
  refused('LocationType', 'on_street', 'STREET', '', null, 1);
  refused('ConnectorType', 'IEC_60309_2_SINGLE_16', 'Iec_62196_T2');
  refused('Status', 'Available', 'OUT_OF_ORDER');
});

test('the adopted 2.2.1 values are known to the hub, not to 2.1.1 @EXT-04 @EXT-05 @EXT-06 @EXT-07 @EXT-08 @EXT-09', () => {
  for (const [name, values] of wordsByName(adopted)) hubOnly(name, ...values);
});

test('2.2.1 values that were not adopted are refused @EXT-10', () => {
  for (const [name, values] of wordsByName(notAdopted)) refused(name, ...values);
});

test('a number is a JSON number, an integer has no decimals @TRANS-67', () => {
  const connector = (voltage: unknown) => ({ ...golden('connector'), voltage });
  accepted('connector', connector(230), connector(230.0), connector(0));
  refused(
    'connector',
    connector('230'),
    connector(230.5),
    connector(true),
    connector(null),
    connector([230]),
  );
  const cdr = (total_cost: unknown) => ({ ...golden('cdr'), total_cost });
  accepted('cdr', cdr(0), cdr(12.3456), cdr(-2.5), cdr(1e3));
  refused(
    'cdr',
    cdr('2.00'),
    cdr(null),
    cdr({ excl_vat: 2 }),
    cdr(Number.POSITIVE_INFINITY),
    cdr(Number.NaN),
  );
});

test('coordinates are text with 6 decimals; a reader takes fewer and more @LOC-27 @LOC-28 @TRANS-80', () => {
  const at = (latitude: unknown, longitude: unknown) => ({ latitude, longitude });
  accepted(
    'GeoLocation',
    at('52.090737', '5.121420'),
    at('-33.456789', '-170.123456'),
    at('0.000000', '-0.000001'),
  );
  hubOnly('GeoLocation', at('52.1', '5.1'), at('52.0907371', '5.1214201'), at('-33.1234567', '-170.1234567'));
  hubOnly('GeoLocation', at('52.09073712', '5.121420'), at('52.090737123456789', '5.1214201234567'));
  refused('GeoLocation', at('52', '5.121420'), at('52.', '5.121420'));
  refused(
    'GeoLocation',
    at('+52.090737', '5.121420'),
    at('152.090737', '5.121420'),
    at('52.090737', '1005.121420'),
  );
  refused(
    'GeoLocation',
    at('52,090737', '5.121420'),
    at(52.090737, 5.12142),
    at(' 52.090737', '5.121420'),
    at('', ''),
  );
});

test('a country is three letters for a Location and two for a party @LOC-29', () => {
  const location = (country: unknown) => ({ ...golden('location'), country });
  accepted('location', location('NLD'), location('nld'));
  refused(
    'location',
    location('NL'),
    location('NLDX'),
    location('N1D'),
    location('Netherlands'),
    location(''),
  );
  const credentials = (country_code: unknown) => ({ ...golden('credentials'), country_code });
  accepted('credentials', credentials('NL'), credentials('nl'));
  refused('credentials', credentials('NLD'), credentials('N'), credentials('12'));
});

test('a party id is three letters or digits', () => {
  const credentials = (party_id: unknown) => ({ ...golden('credentials'), party_id });
  accepted('credentials', credentials('XYZ'), credentials('xyz'), credentials('8AA'));
  refused('credentials', credentials('XY'), credentials('WXYZ'), credentials('X*Z'), credentials(123));
});

test('opening hours come in every form; 2.1.1 wants one of the two @LOC-30 @TRANS-80', () => {
  const regular_hours = [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }];
  accepted('Hours', { twentyfourseven: true }, { regular_hours }, { regular_hours, twentyfourseven: null });
  accepted(
    'Hours',
    { regular_hours: [], twentyfourseven: true },
    { regular_hours, twentyfourseven: false },
    {},
  );
  hubOnly('Hours', { regular_hours, twentyfourseven: true });
  refused('Hours', { twentyfourseven: 'yes' }, { regular_hours: regular_hours[0] }, 'always');
});

test('regular hours name a weekday from 1 to 7 and end later than they begin, for a reader also past midnight @LOC-31 @LOC-37', () => {
  const hours = (weekday: unknown, period_begin: unknown, period_end: unknown) => ({
    weekday,
    period_begin,
    period_end,
  });
  accepted('RegularHours', hours(1, '00:00', '23:59'), hours(7, '09:59', '10:00'));
  refused(
    'RegularHours',
    hours(0, '08:00', '20:00'),
    hours(8, '08:00', '20:00'),
    hours('1', '08:00', '20:00'),
  );
  hubOnly('RegularHours', hours(1, '20:00', '08:00'), hours(1, '08:00', '00:00'), hours(1, '00:00', '00:00'));
  hubOnly('RegularHours', hours(1, '08:00', '24:00'), hours(1, '00:00', '24:00'));
  refused('RegularHours', hours(1, '08:00', '08:00'), hours(1, '24:00', '08:00'));
  refused('RegularHours', hours(1, '08:00', '29:59'), hours(1, '8:00', '20:00'), hours(1, '08:00', '24:01'));
  refused('RegularHours', hours(1, '08:60', '20:00'), hours(1, '08:00', '20:00:00'));
  assert.deepEqual(check('RegularHours', hours(1, '20:00', '08:00'), 'strict'), [
    { pointer: '/period_end', message: 'must be later than period_begin "20:00", got "08:00"' },
  ]);
});

test('every EVSE has a connector, and connector ids are unique within it only @LOC-25 @LOC-26', () => {
  const connector = golden('connector');
  const evse = (uid: string, ...ids: string[]) => ({
    ...golden('evse'),
    uid,
    connectors: ids.map((id) => ({ ...connector, id })),
  });
  const location = { ...golden('location'), evses: [evse('1', 'A', 'B'), evse('2', 'A', 'a')] };
  accepted('location', location);
  refused('evse', evse('1'), { ...evse('1'), connectors: null });
  assert.deepEqual(check('evse', evse('1', 'A', 'B', 'A', 'A')), [
    { pointer: '/connectors/2/id', message: 'must be unique in its list, got "A" again' },
    { pointer: '/connectors/3/id', message: 'must be unique in its list, got "A" again' },
  ]);
});

test('an EVSE needs no evse_id, and a tariff_id may name a tariff nobody knows @LOC-32 @LOC-33', () => {
  const evse = without('evse_id', golden('evse'));
  accepted('evse', evse, { ...evse, evse_id: null });
  accepted('connector', { ...golden('connector'), tariff_id: 'nobody-knows-it' });
});

test('a Session has start_datetime, a CDR start_date_time @SES-11 @CDR-13', () => {
  const { start_datetime, ...session } = golden('session');
  assert.deepEqual(check('session', { ...session, start_date_time: start_datetime }), [
    { pointer: '/start_datetime', message: 'is required' },
  ]);
  const { start_date_time, stop_date_time, ...cdr } = golden('cdr');
  assert.deepEqual(check('cdr', { ...cdr, start_datetime: start_date_time, end_datetime: stop_date_time }), [
    { pointer: '/start_date_time', message: 'is required' },
    { pointer: '/stop_date_time', message: 'is required' },
  ]);
});

test('the location of a Session may have several EVSEs or none @SES-13', () => {
  const session = golden('session');
  const location = without('evses', golden('location'));
  accepted('session', { ...session, location }, { ...session, location: { ...location, evses: [] } });
  const evse = golden('evse');
  accepted('session', { ...session, location: { ...location, evses: [evse, { ...evse, uid: '2' }] } });
});

test('a Session may cost nothing or leave the cost open @SES-18', () => {
  const session = without('total_cost', golden('session'));
  accepted('session', session, { ...session, total_cost: 0 }, { ...session, total_cost: null });
});

test('a Session as the specification shows one is taken: a country of two letters, five decimals @TRANS-80', () => {
  const { location, ...session } = golden('session') as { location: object };
  const coordinates = { latitude: '51.04759', longitude: '3.72994' };
  const given = { ...session, location: { ...location, country: 'BE', coordinates } };
  const { value, findings } = mendPlainly('session', given);
  assert.deepEqual(
    findings.map(({ pointer, message }) => [pointer, message]),
    [['/location/country', '"BE" was read as "BEL"']],
  );
  assert.deepEqual(check('session', value), []);
  const kept = normalise('session', value) as { location: unknown };
  const six = { latitude: '51.047590', longitude: '3.729940' };
  assert.deepEqual(kept.location, { ...location, country: 'BEL', coordinates: six });
  assert.ok(check('session', given, 'strict').some(({ pointer }) => pointer === '/location/country'));
});

test('a CDR that violates its table is refused @CDR-08', () => {
  const cdr = golden('cdr');
  refused(
    'cdr',
    { ...cdr, stop_date_time: null },
    { ...cdr, charging_periods: [] },
    { ...cdr, charging_periods: null },
  );
  refused(
    'cdr',
    { ...cdr, total_energy: '21.75' },
    { ...cdr, currency: 'EURO' },
    { ...cdr, location: 'ABC-0042' },
  );
  refused('cdr', { ...cdr, charging_periods: [{ start_date_time: '2026-01-31T08:00:00Z', dimensions: [] }] });
  refused('cdr', { ...cdr, tariffs: [{ id: 'ABC-DAY' }] }, [cdr]);
  accepted('cdr', { ...cdr, tariffs: [] }, { ...cdr, tariffs: null }, { ...cdr, total_parking_time: null });
});

test('a Tariff has elements, and each has price components @TAR-08 @TAR-09', () => {
  const tariff = golden('tariff');
  refused('tariff', { ...tariff, elements: [] }, { ...tariff, elements: [{ price_components: [] }] });
  refused('tariff', { ...tariff, elements: [{}] }, { ...tariff, elements: null });
  refused('tariff', { ...tariff, last_updated: undefined });
});

test('tariff times are hh:mm and dates YYYY-MM-DD @TAR-10 @TAR-11', () => {
  accepted(
    'TariffRestrictions',
    { start_time: '00:00', end_time: '23:59' },
    { start_time: '22:00', end_time: '06:00' },
  );
  refused(
    'TariffRestrictions',
    { start_time: '24:00' },
    { end_time: '29:59' },
    { start_time: '7:00' },
    { end_time: '' },
  );
  accepted('TariffRestrictions', { start_date: '2026-01-01', end_date: '2028-02-29' }, {});
  refused(
    'TariffRestrictions',
    { start_date: '2026-1-1' },
    { end_date: '2026-02-30' },
    { start_date: '01-01-2026' },
  );
  refused('TariffRestrictions', { end_date: '2026-01-01T00:00:00Z' }, { start_date: '20260101' });
  refused(
    'TariffRestrictions',
    { min_duration: 1.5 },
    { max_kwh: '80' },
    { day_of_week: ['MON'] },
    { day_of_week: 'MONDAY' },
  );
});

test('a free tariff is FLAT with price 0, where step_size may be 0 @TAR-12', () => {
  const elements = [{ price_components: [{ type: 'FLAT', price: 0, step_size: 0 }] }];
  accepted('tariff', { ...golden('tariff'), elements });
});

test('a percentage is from 0 to 100, and an environmental impact names its source', () => {
  accepted('EnergySource', { source: 'SOLAR', percentage: 0 }, { source: 'SOLAR', percentage: 100 });
  refused('EnergySource', { source: 'SOLAR', percentage: -1 }, { source: 'SOLAR', percentage: 100.1 });
  refused('EnvironmentalImpact', { category: 'NUCLEAR_WASTE', amount: 0.5 });
});

test('an image has at most five digits of pixels', () => {
  const image = { url: 'https://abc.example/1.png', category: 'OTHER', type: 'png' };
  accepted('Image', image, { ...image, width: 99999, height: 1 });
  refused('Image', { ...image, width: 100000 }, { ...image, height: 1.5 }, { ...image, type: 'image' });
});

test('a URL is absolute, http or https @VER-05', () => {
  accepted(
    'URL',
    'https://abc.example',
    'http://localhost:8080/a?b=c#d',
    'HTTPS://ABC.EXAMPLE/',
    'http://[::1]:80/x',
  );
  refused(
    'URL',
    '/ocpi/versions',
    'abc.example',
    '//abc.example',
    'ftp://abc.example',
    'mailto:a@abc.example',
    'https://',
  );
  refused(
    'URL',
    'https:///path',
    'https://a b',
    'http://abc.example/a b',
    'javascript:alert(1)',
    'http://[::1',
    '',
    5,
  );
});

test('a credentials token is 1 to 64 printable characters without blanks and never shows up in words @TRANS-06 @CRED-22', () => {
  const credentials = (token: unknown) => ({ ...golden('credentials'), token });
  accepted('credentials', credentials('!'), credentials('~'.repeat(64)));
  refused(
    'credentials',
    credentials('a b'),
    credentials('é'),
    credentials('a\n'),
    credentials('x'.repeat(65)),
    credentials(12),
  );
  assert.deepEqual(check('credentials', credentials('secret value')), [
    { pointer: '/token', message: 'must be printable ASCII characters without blanks' },
  ]);
});

test('a versions list may name versions nobody knows; details may not @CRED-13 @VER-08', () => {
  const url = 'https://xyz.example/ocpi';
  accepted('version', { version: '2.1.1', url }, { version: '2.0', url });
  hubOnly('version', { version: '2.2', url }, { version: '2.2.1', url }, { version: '9.0-beta', url });
  refused('version', { version: '', url }, { version: 2, url }, { version: '2.1.1', url: '/ocpi' });
  const endpoints = [{ identifier: 'nlxyz-loyalty', url, role: 'SENDER' }];
  accepted('version-details', { version: '2.1.1', endpoints });
  refused('version-details', { version: '2.2.1', endpoints }, { version: '2.1.1', endpoints: [] });
});

test('an envelope needs status_code and timestamp; its data may be anything for the hub @TRANS-09 @TRANS-12 @TRANS-15', () => {
  const envelope = { status_code: 2001, timestamp: '2026-01-31T08:00:00Z' };
  accepted(
    'envelope',
    envelope,
    { ...envelope, data: null },
    { ...envelope, data: [] },
    { ...envelope, data: 'ACCEPTED' },
  );
  hubOnly('envelope', { ...envelope, data: 17 }, { ...envelope, data: false });
  refused(
    'envelope',
    { status_code: 1000 },
    { timestamp: envelope.timestamp },
    { ...envelope, status_code: '1000' },
    [],
    null,
  );
});

test('a command answer may be a bare string for the hub only @CMD-04 @CMD-05', () => {
  accepted('command-response', { result: 'ACCEPTED' });
  hubOnly('command-response', 'ACCEPTED', 'UNKNOWN_SESSION');
  refused('command-response', 'DONE', '', {}, { result: null }, { result: 'DONE' }, ['ACCEPTED'], null);
  refused('charging-profile-response', 'ACCEPTED');
});

test('a command misses nothing its table requires @CMD-06 @CMD-21', () => {
  const reserve = without('evse_uid', golden('reserve-now'));
  accepted('reserve-now', reserve);
  refused(
    'reserve-now',
    { ...reserve, reservation_id: 'R1' },
    { ...reserve, token: '04B1' },
    golden('start-session'),
  );
  const start = without('evse_uid', golden('start-session'));
  accepted('start-session', start);
  refused('start-session', { ...start, response_url: 'callback' }, golden('stop-session'));
  const unlock = without('evse_uid', golden('unlock-connector'));
  refused('unlock-connector', unlock);
});

test('a charging profile has a unit and rates with one decimal at most @CP-05', () => {
  const profile = (limit: unknown) => ({
    charging_rate_unit: 'A',
    charging_profile_period: [{ start_period: 0, limit }],
  });
  accepted('charging-profile', profile(16), profile(16.1), profile(0.3), profile(22000.7), {
    charging_rate_unit: 'W',
  });
  refused('charging-profile', profile(16.12), profile(0.05), profile('16'), profile(null));
  refused(
    'charging-profile',
    {},
    { charging_rate_unit: 'kW' },
    { charging_rate_unit: 'W', min_charging_rate: 1.25 },
  );
  refused('charging-profile', { charging_rate_unit: 'W', duration: 1.5 });
  refused('set-charging-profile', { charging_profile: profile(16) });
});

test('an active profile comes only with ACCEPTED @CP-09', () => {
  const result = golden('active-charging-profile-result');
  accepted(
    'active-charging-profile-result',
    result,
    { result: 'REJECTED' },
    { result: 'UNKNOWN', profile: null },
  );
  refused(
    'active-charging-profile-result',
    { ...result, result: 'REJECTED' },
    { ...result, result: 'UNKNOWN' },
    { result: 'ACCEPTED' },
  );
});

test('a hub client info names role and connection status @HCI-02', () => {
  const info = golden('client-info');
  accepted('client-info', { ...info, role: 'NAP' }, { ...info, status: 'SUSPENDED' });
  refused('client-info', { ...info, role: 'MSP' }, { ...info, status: 'DOWN' });
});

test('a patch names any fields, null only where the field is optional @TRANS-46 @TRANS-51 @TRANS-52', () => {
  for (const level of ['hub', 'strict'] as Level[]) {
    assert.deepEqual(checkPatch('evse', { status: 'REMOVED' }, level), []);
    assert.deepEqual(checkPatch('location', {}, level), []);
    assert.deepEqual(checkPatch('location', { name: null, evses: null }, level), []);
    assert.deepEqual(checkPatch('location', { city: null, coordinates: { latitude: '52.090737' } }, level), [
      { pointer: '/city', message: 'must be string, got null' },
      { pointer: '/coordinates/longitude', message: 'is required' },
    ]);
    assert.deepEqual(checkPatch('tariff', { elements: [] }, level), [
      { pointer: '/elements', message: 'must have at least 1 entry' },
    ]);
    assert.deepEqual(checkPatch('token', [], level), [{ pointer: '', message: 'must be object, got array' }]);
  }
});

test('names are found however a person writes them', () => {
  for (const word of ['version-details', 'VersionDetails', 'VERSION_DETAILS', 'versiondetails']) {
    assert.equal(nameOf(word), 'version-details');
  }
  assert.equal(nameOf('CDR'), 'cdr');
  assert.equal(nameOf('energymix'), 'EnergyMix');
  assert.equal(nameOf('Response'), 'envelope');
  assert.equal(nameOf('Invoice'), undefined);
  assert.equal(nameOf('__proto__'), undefined);
  assert.ok(titles().includes('EVSE') && titles().includes('DisplayText'));
});

test('keys such as __proto__ in a document do no harm', () => {
  const text = JSON.stringify(golden('token')).replace(
    '{',
    '{"__proto__":{"valid":1},"constructor":{"prototype":1},',
  );
  accepted('token', JSON.parse(text));
  assert.deepEqual(
    check('token', JSON.parse('{"__proto__":{"uid":"x","type":"RFID"},"toString":1}')).map(
      ({ pointer }) => pointer,
    ),
    ['/uid', '/type', '/auth_id', '/issuer', '/valid', '/whitelist', '/last_updated'],
  );
  assert.equal(({} as Record<string, unknown>).valid, undefined);
});

test('whatever JSON comes, the check answers, the same each time, and never changes it', () => {
  const names = [
    'location',
    'cdr',
    'tariff',
    'token',
    'credentials',
    'envelope',
    'command-response',
  ] as const;
  const object = fc
    .constantFrom(...names)
    .chain((name) => fc.tuple(fc.constant(name), fc.oneof(fc.json(), spoiled(name))));
  fc.assert(
    fc.property(object, ([name, text]) => {
      const value = JSON.parse(text);
      const findings = check(name, value);
      assert.deepEqual(check(name, value), findings);
      assert.equal(JSON.stringify(value), JSON.stringify(JSON.parse(text)));
      assert.equal(new Set(findings.map((finding) => JSON.stringify(finding))).size, findings.length);
      for (const { pointer, message } of findings)
        assert.ok(message && (pointer === '' || pointer.startsWith('/')));
    }),
  );
});

test('what one validator lets pass has no problem at either level, and what it calls normal stays as it is', () => {
  const names = ['location', 'cdr', 'tariff', 'token', 'session', 'evse', 'connector'] as const;
  for (const name of names) assert.equal(rate(name, golden(name)), 'normal', name);
  const object = fc
    .constantFrom(...names)
    .chain((name) => fc.oneof(spoiled(name), emptied(name)).map((text) => ({ name, text })));
  const rated = new Set<string>();
  fc.assert(
    fc.property(object, ({ name, text }) => {
      const value = JSON.parse(text) as unknown;
      const rating = rate(name, value);
      assert.equal(isFlawless(name, value), rating !== undefined);
      if (!rating) return;
      rated.add(rating);
      assert.deepEqual([...check(name, value, 'hub'), ...check(name, value, 'strict')], []);
      if (rating === 'normal') assert.equal(normalise(name, value), value);
    }),
    { numRuns: 1000 },
  );
  assert.deepEqual([...rated].sort(), ['normal', 'sparse']);
});

/** The golden object as JSON text with one of its fields set to any value. */
function spoiled(name: ObjectName): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(golden(name))), fc.jsonValue())
    .map(([field, value]) => JSON.stringify({ ...golden(name), [field]: value }));
}

/** The golden object as JSON text with null or an empty list in place of one of its values, at any depth. */
function emptied(name: ObjectName): fc.Arbitrary<string> {
  const text = JSON.stringify(golden(name));
  const values = [...text.matchAll(/(?<=":)(?:"[^"]*"|[\d.]+|true|false|\[[^[\]]*\]|\{[^{}]*\})/g)];
  return fc
    .tuple(fc.constantFrom(...values), fc.constantFrom('null', '[]'))
    .map(([{ 0: old, index }, now]) => text.slice(0, index) + now + text.slice(index + old.length));
}

/** Parses a table of words by object name, one name a line; a line that begins with blanks continues the one above. */
function wordsByName(table: string): [ObjectName, string[]][] {
  return table
    .trim()
    .split(/\n(?=\S)/)
    .map((row) => row.split(/\s+/) as [ObjectName, ...string[]])
    .map(([name, ...words]) => [name, words]);
}

function accepted(name: ObjectName, ...values: unknown[]): void {
  for (const value of values) {
    assert.deepEqual(check(name, value, 'hub'), [], `${name} ${JSON.stringify(value)}`);
    assert.deepEqual(check(name, value, 'strict'), [], `${name} ${JSON.stringify(value)}`);
  }
}

function refused(name: ObjectName, ...values: unknown[]): void {
  for (const value of values) {
    assert.notDeepEqual(check(name, value, 'hub'), [], `${name} ${JSON.stringify(value)}`);
    assert.notDeepEqual(check(name, value, 'strict'), [], `${name} ${JSON.stringify(value)}`);
    assert.equal(isFlawless(name, value), false, `${name} ${JSON.stringify(value)}`);
  }
}

function hubOnly(name: ObjectName, ...values: unknown[]): void {
  for (const value of values) {
    assert.deepEqual(check(name, value, 'hub'), [], `${name} ${JSON.stringify(value)}`);
    assert.notDeepEqual(check(name, value, 'strict'), [], `${name} ${JSON.stringify(value)}`);
    assert.equal(isFlawless(name, value), false, `${name} ${JSON.stringify(value)}`);
  }
}

function golden(name: ObjectName): Record<string, unknown> {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
  );
}

function without(field: string, object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
}
