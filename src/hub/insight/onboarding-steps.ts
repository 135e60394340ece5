import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Role } from '../../ocpi/words/party-id.ts';
import type { ReportStep } from '../types.generated.ts';

/**
 * One way in which a step shows in the journal: requests of these methods on a module, `IN` from the partner, `OUT` to
 * it.
 */
export interface Way {
  direction: Exchange['direction'];
  methods: string[];
  module: Exchange['module'];
}

/**
 * A step in connecting a partner. It is done when each part was seen to work in one of its ways, or when objects are
 * stored.
 */
export interface Step {
  step: ReportStep['step'];
  title: string;
  parts: { ways: Way[]; next: string }[];
  /** The module of which stored objects of the partner show that the step is done, however they came. */
  stored?: ObjectModuleId;
}

/** The onboarding steps after handshake and agreement, in the order in which partners usually take them. */
export const onboarding: Record<Role, Step[]> = {
  CPO: [
    step('pull', 'The hub reads its lists', undefined, [
      'OUT GET locations, OUT GET tariffs, OUT GET sessions, OUT GET cdrs',
      'List locations, tariffs, sessions and cdrs in your version details; the hub reads them after the handshake and every night, or at once with "ocpi-hub sync start".',
    ]),
    step('push', 'It pushes Locations', undefined, [
      'IN PUT|PATCH locations',
      'PUT a Location to {locations}/{country_code}/{party_id}/{location_id} of the hub, and PATCH the status of an EVSE when it changes.',
    ]),
    step('tariffs', 'It publishes Tariffs', 'tariffs', [
      'IN PUT|PATCH|DELETE tariffs, OUT GET tariffs',
      'PUT a Tariff to {tariffs}/{country_code}/{party_id}/{tariff_id} of the hub, or have one on your own list.',
    ]),
    step('tokens', 'It gets Tokens', undefined, [
      'OUT PUT|PATCH tokens, IN GET tokens',
      'List tokens in your version details, so that the hub can push; or GET {tokens} of the hub, page by page.',
    ]),
    step('authorisation', 'It asks about a Token', undefined, [
      'IN POST tokens',
      'POST to {tokens}/{token_uid}/authorize of the hub when a driver shows a card.',
    ]),
    step('sessions', 'It sends Sessions', 'sessions', [
      'IN PUT|PATCH sessions, OUT GET sessions',
      'PUT a Session to {sessions}/{country_code}/{party_id}/{session_id} of the hub when a driver of an agreed provider charges.',
    ]),
    step('cdrs', 'It sends CDRs', 'cdrs', [
      'IN POST cdrs, OUT GET cdrs',
      'POST a CDR to {cdrs} of the hub when the Session is over.',
    ]),
    step(
      'commands',
      'It carries out commands',
      undefined,
      [
        'OUT POST commands',
        'List commands in your version details; then let an agreed provider send a START_SESSION, and answer it.',
      ],
      ['IN POST commands', 'After ACCEPTED, POST the result to the response_url of the command.'],
    ),
  ],
  EMSP: [
    step('pull', "It reads the hub's lists", undefined, [
      'IN GET locations, IN GET tariffs, IN GET sessions, IN GET cdrs',
      'GET {locations} of the hub, and follow the next links to the end of the list.',
    ]),
    step('push', 'It takes pushed Locations', undefined, [
      'OUT PUT|PATCH locations',
      'List locations in your version details; the hub pushes when an agreed operator changes one.',
    ]),
    step('tariffs', 'It gets Tariffs', undefined, [
      'OUT PUT|PATCH|DELETE tariffs, IN GET tariffs',
      'List tariffs in your version details, so that the hub can push; or GET {tariffs} of the hub.',
    ]),
    step('tokens', 'It publishes Tokens', 'tokens', [
      'IN PUT|PATCH tokens, OUT GET tokens',
      'PUT a Token to {tokens}/{country_code}/{party_id}/{token_uid} of the hub, or have one on your own list.',
    ]),
    step('authorisation', 'It answers about a Token', undefined, [
      'OUT POST tokens',
      'List tokens in your version details, and answer POST {tokens}/{token_uid}/authorize when an agreed operator asks.',
    ]),
    step('sessions', 'It gets Sessions', undefined, [
      'OUT PUT|PATCH sessions, IN GET sessions',
      'List sessions in your version details, so that the hub can push; or GET {sessions}?date_from=… of the hub. A Session comes when one of your drivers charges.',
    ]),
    step('cdrs', 'It gets CDRs', undefined, [
      'OUT POST cdrs, IN GET cdrs',
      'List cdrs in your version details, so that the hub can push; or GET {cdrs} of the hub. A CDR comes when one of your drivers has charged.',
    ]),
    step(
      'commands',
      'It gives commands',
      undefined,
      ['IN POST commands', 'POST a START_SESSION to {commands}/START_SESSION of the hub.'],
      ['OUT POST commands', 'Answer 1000 at the response_url of your command, where the result comes.'],
    ),
  ],
};

function step(
  name: ReportStep['step'],
  title: string,
  stored: ObjectModuleId | undefined,
  ...parts: [ways: string, next: string][]
): Step {
  return { step: name, title, stored, parts: parts.map(([ways, next]) => ({ ways: readWays(ways), next })) };
}

function readWays(text: string): Way[] {
  return text.split(', ').map((way) => {
    const [direction, methods = '', module] = way.split(' ');
    return {
      direction: direction as Way['direction'],
      methods: methods.split('|'),
      module: module as Way['module'],
    };
  });
}
