import type { Platform } from '../../simulators/platform/simulated-platform.ts';
import type { Json } from '../http-exchange.ts';
import { withPast } from './add-past-sessions.ts';
import { inEachRole, type Roles } from './rows-for-each-role.ts';
import type { Subject } from './test-partner.ts';

const success = /"status_code":1000/;
const withData = '"data":{"id":"x"},"status_code":1000';

/**
 * Partners that are wrong in ways that no fault of the simulators has: a proxy in front of them refuses valid requests,
 * a proxy behind them changes their requests, or their objects contradict each other. The requirements that the suite
 * must find broken are typed by hand.
 */
// biome-ignore format: a table
const table: [role: Roles, name: string, how: Pick<Subject, 'front' | 'back' | 'stock' | 'faults' | 'begins' | 'driven' | 'unhurried'>, broken: string][] = [
  ['both', 'refuses lists by offset',          { stock: withPast, front: { refuses: /^GET \S*offset=/ } },                      'TRANS-26 TRANS-33'],
  ['both', 'refuses to show credentials',      { front: { refuses: /^GET \S*\/credentials/ } },                'CRED-02 CRED-08 CRED-12 CRED-28 CRED-30'],
  ['cpo',  'refuses charging profiles',        { front: { refuses: /^(PUT|GET|DELETE) \S*\/chargingprofiles\// } }, 'CP-02 CP-03'],
  ['cpo',  'refuses commands',                 { front: { refuses: /^POST \S*\/commands\// } },                'CMD-09 CMD-23'],
  ['cpo',  'refuses changes without a time',   { front: { refuses: /^PATCH (?!.*last_updated)/ } },            'CRED-01 LOC-08 TRANS-47 TRANS-52'],
  ['emsp', 'refuses changes without a time',   { front: { refuses: /^PATCH (?!.*last_updated)/ } },            'CRED-01 LOC-15 TOK-11 TRANS-47 TRANS-52'],
  ['emsp', 'refuses to show parts',            { front: { refuses: /^GET \S*\/locations(\/[^/\s]+){4}/ } }, 'LOC-22'],
  ['emsp', 'refuses to be asked',              { front: { refuses: /^POST \S*\/authorize/ } },                 'TOK-12 TOK-14 TOK-15 TOK-17 TOK-20'],
  ['cpo',  'refuses a type in the query',      { front: { refuses: /^GET \S*\/tokens\/\S*type=/ } },           'TOK-08'],
  ['cpo',  'takes whatever is commanded',      { front: { takes: /^POST \S*\/commands\// } },                  'CMD-02 CMD-04 CMD-06 CMD-07 CMD-08 CMD-09 CMD-21 CMD-23'],
  ['cpo',  'forgets a second PUT',             { front: { takes: /^PUT .*"Another"/ } },                        'TOK-02'],
  ['emsp', 'forgets a second PUT',             { front: { takes: /^PUT .*("Renamed"|"SEK"|"kwh":5\.5)/ } },     'LOC-12 SES-05 TAR-04'],
  ['emsp', 'takes a list of CDRs',             { front: { takes: /^POST \S*\/cdrs \[/ } },                     'CDR-07'],
  ['both', 'answers without request ids',      { front: { without: 'x-request-id' } },                          'TRACE-10'],
  ['both', 'answers pushes with data',         { front: { rewrites: [/^PUT \S*\/(tokens|locations)/, success, withData] } },           'TRANS-13'],
  ['both', 'shows another token',              { front: { rewrites: [/^GET \S*\/credentials/, /"token":"[^"]*"/, '"token":"another"'] } }, 'CRED-03'],
  ['cpo',  'lists what is removed',            { front: { rewrites: [/^GET \S*\/locations\/?(\?\S*)? /, /"status":"[A-Z]+"/g, '"status":"REMOVED"'] } }, 'LOC-09 LOC-20'],
  ['emsp', 'has app users on white lists',     { front: { rewrites: [/^GET \S*\/tokens/, /"whitelist":"[A-Z_]+"/g, '"whitelist":"ALWAYS"'] } }, 'EXT-16'],
  ['both', 'refuses odd forms',                { stock: withPast, front: { refuses: /^PUT .*("last_updated":"[^"Z]*"|\.250Z|null|"colour"|[^ -~])|^PUT \S*%|date_from=[^&]*(T00:00:00&|\.500Z)/ } }, 'TRANS-57 TRANS-61 TRANS-63 TRANS-69 TRANS-70 TRANS-71'],
  ['emsp', 'refuses what is legal',            { front: { refuses: /^PUT .*(twentyfourseven|"evse_id"|NOT-THERE-YET|3\.7299443|"price":0,)|^PUT \S*\/sessions\/(?!.*"evses")/ } }, 'LOC-11 LOC-28 LOC-30 LOC-32 LOC-33 SES-13 TAR-12'],
  ['emsp', 'rounds prices',                    { front: { rewrites: [/^GET \S*\/tariffs\//, /0\.1234/, '0.12'] } }, 'TRANS-68'],
  ['both', 'shows details to strangers',       { front: { opens: /^GET \S*\/2\.1\.1\/? $/ } },                 'VER-02'],
  ['both', 'refuses registrations',            { front: { refuses: /^POST \S*\/credentials / } },              'CRED-06'],
  ['both', 'renews with what it knows only',   { front: { refuses: /^PUT \S*\/credentials .*x-odd/ } },        'VER-08'],
  ['emsp', 'closes its list to its own token', { front: { denies: /^GET \S*\/tokens\/?(\?\S*)? / } },           'CRED-09'],
  ['both', 'has no version in its URLs',       { front: { renames: ['/2.1.1/', '/latest/'] } },                'VER-12'],
  ['both', 'stays open, but for an empty token', { faults: [{ kind: 'keeps_unregistered' }], front: { blank: 400 } }, 'CRED-30 TRANS-03'],
  ['both', 'calls after the end',              { front: { haunts: true } },                                     'CRED-31'],
  ['cpo',  'has no reservations',              { front: { lacks: /^POST \S*\/RESERVE_NOW/ } },                  'CMD-01'],
  ['emsp', 'has tokens that it is not asked about', { front: { lacks: /^POST \S*\/authorize/ } },             'TOK-21'],
  ['cpo',  'does not tell letters apart',      { front: { folds: /^GET \S*\/(locations|tokens)\// } },         'TRANS-59'],
  ['emsp', 'does not tell letters apart',      { front: { folds: /^GET \S*\/(locations|tariffs|sessions)\// } }, 'TRANS-59'],
  ['both', 'reads no versions of ours',        { back: { knows: 'versions' } },                                  'CRED-04 CRED-23'],
  ['both', 'reads no details of ours',         { back: { knows: 'details' } },                                   'CRED-05 CRED-23'],
  ['cpo',  'builds URLs from a pattern',       { back: { moves: ['/in/tariff-book/', '/ocpi/tariffs/'] } },         'CRED-10 VER-06'],
  ['both', 'keeps our first token',            { back: { tokens: [/\/in\/(?!cred)/, 'first'] } },                   'CRED-26'],
  ['both', 'begins with Base64',               { begins: true, back: { tokens: [/\/v(\/d)? $/, 'base64'] } },         'CRED-14 TRANS-01'],
  ['both', 'begins and stays with TOKEN_A',    { begins: true, back: { tokens: [/\/in\/(?!cred)/, 'first'] } },    'CRED-16 CRED-26'],
  ['both', 'begins with another version',      { begins: true, back: { moves: [/\/v\/d$/, '/v/d?version=2.0'] } },   'CRED-13'],
  ['both', 'begins with closed doors',         { begins: true, front: { denies: /^GET \S*\/versions/ } },          'CRED-15'],
  ['cpo',  'sends results without a token',    { back: { tokens: [/^POST \S*\/out/, 'none'] } },                  'CMD-15'],
  ['cpo',  'forgets our reference',            { back: { bodies: [/^PUT \S*\/sessions|^POST \S*\/cdr/, /"authorization_reference":"[^"]*",?/, ''] } }, 'EXT-12 EXT-13'],
  ['cpo',  'says that it was the white list',  { back: { bodies: [/^PUT \S*\/sessions/, '"auth_method":"COMMAND"', '"auth_method":"WHITELIST"'] } }, 'EXT-17'],
  ['cpo',  'begins Sessions as invalid',       { back: { bodies: [/^PUT \S*\/sessions/, /"status":"(ACTIVE|PENDING)"/, '"status":"INVALID"'] } }, 'SES-19'],
  ['cpo',  'goes on after the end',            { back: { echoes: /^(PUT|PATCH) \S*\/sessions\/.*"COMPLETED"/ } },  'SES-15'],
  ['emsp', 'commands without a place',         { back: { bodies: [/^POST \S*\/do\//, /,"location_id":"[^"]*"/, ''] } }, 'CMD-25'],
  ['both', 'changes without a time',           { back: { bodies: [/^PATCH /, /,?"last_updated":"[^"]*"/g, ''] } }, 'TRANS-53'],
  ['emsp', 'ends its list with an empty link', { front: { adds: ['link', ''] } },                               'TRANS-31'],
  ['cpo',  'links to nowhere',                 { faults: [{ kind: 'bad_paging', value: 'no_link', match: {} }], front: { adds: ['link', '<>; rel="next"'] } }, 'TRANS-30 TRANS-31'],
  ['emsp', 'takes Locations, lists no Tariffs', { front: { rewrites: [/^GET \S*\/2\.1\.1\/? /, /\{"identifier":"tariffs"[^}]*\},?/, ''] } }, 'VER-14'],
  ['cpo',  'obeys commands, lists no Sessions', { front: { rewrites: [/^GET \S*\/2\.1\.1\/? /, /\{"identifier":"sessions"[^}]*\},?/, ''] } }, 'VER-14'],
  ['emsp', 'loses an optional field',          { front: { rewrites: [/^GET \S*\/locations\//, /"charging_when_closed":(true|false),?/, ''] } }, 'LOC-11'],
  ['emsp', 'asks for an optional field',       { front: { refuses: /^PUT \S*\/locations\/[A-Z]{2}\/\w{3}\/[^/\s]+ (?!.*"name").*\}$/ } }, 'LOC-11'],
  ['cpo',  'asks for an optional field',       { front: { refuses: /^PUT \S*\/tokens\/(?!.*"visual_number").*\}$/ } },  'TOK-01'],
  ['cpo',  'takes a refusal for a yes',        { driven: true, back: { believes: /^POST \S*\/authorize/ } },      'TRANS-20'],
  ['both', 'takes whatever it may have',       { front: { takes: /^POST \S*\/credentials (?!.*"token":"[^"]{1,64}".*"url":.*"business_details":.*"country_code":.*"party_id":)/ } }, 'CRED-22'],
  ['both', 'forbids what is not offered',      { front: { status: [/^(PUT|DELETE) \S*\/credentials/, 405, 403] } }, 'CRED-27 CRED-32'],
  ['both', 'takes Base64 alone',               { front: { encoded: true } },                                    'TRANS-01'],
  ['both', 'makes long tokens',                { front: { pads: 65 } },                                        'TRANS-06'],
  ['both', 'reads no charset',                 { front: { picky: true } },                                     'TRANS-10'],
  ['both', 'asks for upper case',              { front: { refuses: /^GET \S*\/(locations|tokens)\/[a-z]{2}\/[a-z]{3}\// } }, 'TRANS-58'],
  ['both', 'lists an object for a list',       { front: { rewrites: [/^GET \S*\/(locations|tariffs|sessions|cdrs|tokens)\/?(\?\S*)? /, /"data":\[.*\]/s, '"data":{}'] } }, 'TRANS-11'],
  ['both', 'turns its lists',                  { front: { turns: /^GET \S*\/(locations|tariffs|tokens)\/?(\?\S*)? / } }, 'TRANS-35'],
  ['cpo',  'closes a list to its own token',   { front: { denies: /^GET \S*\/tariffs\/?(\?\S*)? / } },          'CRED-09'],
  ['cpo',  'has no START_SESSION',             { front: { lacks: /^POST \S*\/START_SESSION/ } },                'CMD-01'],
  ['cpo',  'has no STOP_SESSION',              { front: { lacks: /^POST \S*\/STOP_SESSION/ } },                 'CMD-01'],
  ['cpo',  'has no UNLOCK_CONNECTOR',          { front: { lacks: /^POST \S*\/UNLOCK_CONNECTOR/ } },             'CMD-01'],
  ['cpo',  'refuses a rare field',             { front: { refuses: /^PUT \S*\/tokens\/.*"language":"nl"/ } },    'TOK-01'],
  ['emsp', 'refuses rare fields',              { front: { refuses: /^(PUT|POST) .*("remark"|"max_duration"|"meter_id")/ } }, 'CDR-03 SES-04 TAR-03'],
  ['emsp', 'asks for optional fields',         { front: { refuses: /^PUT \S*\/sessions\/\S+ (?!.*"total_cost").*\}$|^PUT \S*\/tariffs\/\S+ (?!.*"tariff_alt_text").*\}$|^POST \S*\/cdrs (?!.*"tariffs").*\}$/ } }, 'CDR-03 SES-04 TAR-03'],
  ['emsp', 'knows no hours of a weekday',      { front: { refuses: /"opening_times":\{"regular_hours":\[\{[^}]*\}\]\}/ } }, 'LOC-30'],
  ['emsp', 'takes a Connector id once',        { front: { refuses: /^PUT \S*\/locations\/.*"connectors":\[\{"id":"1".*"connectors":\[\{"id":"1"/ } }, 'LOC-26'],
  ['emsp', 'builds URLs from a pattern',       { back: { moves: ['/in/do', '/ocpi/commands'] } },                 'CRED-10 VER-06'],
  ['emsp', 'lists Sessions of all time',       { back: { asks: [/^PATCH \S*\/in\/t/, '/in/x/sessions'] } },        'SES-03'],
  ['cpo',  'does not tell the end',            { unhurried: true, back: { swallows: /^(PUT|PATCH) \S*\/sessions\/.*"COMPLETED"/ } }, 'SES-17'],
  ['cpo',  'publishes what contradicts itself', { stock: contradict },                                         'CDR-01 CDR-13 LOC-06 LOC-07 LOC-26 LOC-31 SES-01 SES-11 SES-12 TAR-10 TAR-11'],
];

/** Every partner of the table, with the requirements that the suite must find broken. */
export const wronged: (Subject & { broken: string[]; besides: string[] })[] = inEachRole(table).map(
  ([role, name, how, ids]) => ({
    ...{ name: `${role} ${name}`, role, ...how },
    ...{ broken: ids.split(' '), besides: [] },
  }),
);

/**
 * Gives a partner objects that contradict themselves: parts newer than their Location, Connectors of one id, hours that
 * end before they begin, times that do not exist, a Session and a CDR without fields.
 */
function contradict({ own }: Platform): void {
  const edit = (module: 'locations' | 'tariffs', change: (object: Json) => Json) => {
    for (const item of own[module].values()) item.object = { ...item.object, ...change(item.object) };
  };
  const regular_hours = [{ weekday: 1, period_begin: '18:00', period_end: '08:00' }];
  edit('locations', ({ evses }) => ({
    opening_times: { regular_hours },
    evses: list(evses).map((evse) => ({
      ...evse,
      last_updated: '2099-01-01T00:00:00Z',
      connectors: [...list(evse.connectors), ...list(evse.connectors)].map((connector) => ({
        ...connector,
        last_updated: '2099-01-02T00:00:00Z',
      })),
    })),
  }));
  const restrictions = { start_time: '25:00', start_date: '31-01-2026' };
  edit('tariffs', ({ elements }) => ({
    elements: list(elements).map((element) => ({ ...element, restrictions })),
  }));
  const [item] = own.locations.values();
  if (!item) return;
  for (const module of ['sessions', 'cdrs'] as const)
    own[module].set('X1', { ...item, object: { id: 'X1', last_updated: '2026-01-01T00:00:00Z' } });
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
