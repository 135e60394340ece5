import { objectModules } from '../editions/modules.ts';
import type { Outgoing, Reply } from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';
import type { Lesson, Style } from '../words/partner-style-types.ts';
import { isAboutContent } from './answer-acceptance.ts';
import { foreignIn, hasAdditions, nameOf } from './object-in-partner-dialect.ts';
import { restyled } from './request-body-in-style.ts';
import { isInBase64 } from './request-headers.ts';

/**
 * Another attempt at a request that failed because of its style: the new style, the reason, and the change of the
 * partner's style to remember when it succeeds.
 */
export interface Attempt {
  style: Style;
  url: string;
  lesson: Lesson;
  finding: Judged;
}

/** The URL of a request in a partner's style. */
export function styledUrl(request: Outgoing, { trailing_slash: slash }: Style): string {
  const wanted = slash === 'always' || (slash === 'lists' && isEndpoint(request));
  // No slash is added to the URLs of a handshake, since the partner has given them itself (VER-06).
  return wanted && !isHandshake(request) ? withSlash(request.url) : request.url;
}

/** Finds the next attempt after an answer that may be about style alone; `undefined` when there is none (TRANS-08). */
export function nextAttempt(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  return (
    redirected(request, style, url, reply) ??
    otherToken(request, style, url, reply) ??
    asTold(request, style, url, reply) ??
    slashAdded(request, style, url, reply) ??
    withoutNamed(request, style, url, reply) ??
    otherBody(request, style, url, reply) ??
    withoutAdditions(request, style, url, reply)
  );
}

/** Follows a redirect within the called origin: the token is sent to no other (HUB-35). */
function redirected(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  const location = String(reply.headers.location ?? '');
  if (![301, 302, 307, 308].includes(reply.http ?? 0) || !URL.canParse(location, url)) return undefined;
  const [from, to] = [new URL(url), new URL(location, url)];
  if (to.origin !== from.origin) return undefined;
  const finding = used(`HTTP ${reply.http} was followed to ${to.pathname}`);
  return { style, url: to.href, lesson: slashLesson(request, from, to), finding };
}

function slashLesson(request: Outgoing, from: URL, to: URL): Lesson {
  if (to.pathname === `${from.pathname}/` && request.module !== 'versions')
    return { trailing_slash: isEndpoint(request) ? 'lists' : 'always' };
  if (from.pathname === `${to.pathname}/`) return { trailing_slash: isEndpoint(request) ? 'never' : 'lists' };
  return {};
}

/** Sends the token once in the other coding, plain or Base64, to a partner that answers 401 during the handshake. */
function otherToken(request: Outgoing, style: Style, url: string, { http }: Reply): Attempt | undefined {
  if (http !== 401 || request.module !== 'versions') return undefined;
  const lesson = { expects_base64_token: !isInBase64(request, style) };
  const form = lesson.expects_base64_token ? 'in Base64' : 'in plain form';
  return {
    style: { ...style, ...lesson },
    url,
    lesson,
    finding: used(
      `HTTP 401: the token was sent again ${form}`,
      lesson.expects_base64_token ? 'TRANS-01' : undefined,
    ),
  };
}

/** Repeats the request without the slash that the partner's style adds, where the slash leads to a 404. */
function asTold(request: Outgoing, style: Style, url: string, { http }: Reply): Attempt | undefined {
  if ((http !== 404 && http !== 405) || url === request.url || url !== withSlash(request.url))
    return undefined;
  const message = `HTTP ${http}: asked again without the slash at the end`;
  return { style, url: request.url, lesson: {}, finding: used(message) };
}

/**
 * Repeats the request with a slash at the end of the path, where a web framework answers a 404 that is known to mean
 * that.
 */
function slashAdded(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  if (reply.http !== 404 || reply.enveloped || isHandshake(request)) return undefined;
  if (new URL(url).pathname.endsWith('/')) return undefined;
  return {
    style,
    url: withSlash(url),
    lesson: { trailing_slash: isEndpoint(request) ? 'lists' : 'always' },
    finding: used('HTTP 404 without an envelope: asked again with a slash at the end', 'TRANS-09'),
  };
}

/** Error texts of web frameworks, each with the change of style that avoids the error. */
const complaints: { says: RegExp; lesson: Lesson }[] = [
  { says: /missing|required/i, lesson: { nulls: 'explicit' } },
  { says: /date|time|timestamp/i, lesson: { dates: 'whole_seconds' } },
  { says: /enum|choice|permitted|one of/i, lesson: { enums: 'known_only' } },
];

/** Repeats a body that a web framework refuses, in the style that the error text asks for. */
function otherBody(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  if (![400, 422].includes(reply.http ?? 0) || reply.enveloped || !request.object) return undefined;
  for (const { says, lesson } of complaints) {
    const tried = { ...style, ...lesson };
    if (!says.test(reply.message) || isSame(request, style, tried)) continue;
    const [[field, value] = []] = Object.entries(lesson);
    const message = `HTTP ${reply.http} without an envelope: sent again with ${field} ${value}`;
    return { style: tried, url, lesson, finding: used(message, 'TRANS-09') };
  }
  return undefined;
}

/**
 * Repeats an object without a property or value that the partner's version does not define and that the refusal names
 * (EXT-20).
 */
function withoutNamed(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  const sent = refusedObject(request, style, reply);
  if (!sent) return undefined;
  const said = `${reply.message} ${JSON.stringify(reply.data ?? '')}`;
  const named = foreignIn(style, sent.value, sent.written)
    .filter(({ property, value }) => [property, String(value)].some((name) => names(said, name)))
    .map(nameOf);
  const drops = [...new Set([...style.drops, ...named])].sort();
  const tried = { ...style, drops };
  if (drops.length === style.drops.length || isSame(request, style, tried)) return undefined;
  const message = `the refusal names ${[...new Set(named)].join(', ')}: sent again without`;
  return { style: tried, url, lesson: { drops }, finding: used(message, 'TRANS-69') };
}

/** Repeats an object without the hub's own additions, whatever the refusal says: they may be its reason (EXT-20). */
function withoutAdditions(request: Outgoing, style: Style, url: string, reply: Reply): Attempt | undefined {
  const sent = refusedObject(request, style, reply);
  if (!sent || !hasAdditions(sent.written, sent.value, style)) return undefined;
  const lesson = { extensions: 'none' } as const;
  const message = 'refused with additions of the hub: sent again without extensions';
  return { style: { ...style, ...lesson }, url, lesson, finding: used(message, 'TRANS-69') };
}

/**
 * The object, as it was sent, that a partner refuses for its content; none for a question, which is never sent twice.
 */
function refusedObject(request: Outgoing, style: Style, reply: Reply) {
  const { object, owner, method, module } = request;
  if (reply.success || !isAboutContent(reply) || !object || !objectModules.some((id) => id === module))
    return undefined;
  const { body } = restyled(request, style);
  if (!body) return undefined;
  const value: unknown = JSON.parse(body.toString('utf8'));
  return { value, written: { object, owner, patch: method === 'PATCH' } };
}

/** Tells whether a text contains a name as a whole word. */
function names(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return word.length > 1 && new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`).test(text);
}

/** Tells whether another style would leave the body unchanged or leave nothing of it. */
function isSame(request: Outgoing, style: Style, tried: Style): boolean {
  const { body, withheld } = restyled(request, tried);
  return withheld === true || body === undefined || body.equals(restyled(request, style).body ?? body);
}

/** Tells whether a request goes to a module's endpoint itself and not below it: a list, a CDR, credentials. */
function isEndpoint({ method, module }: Outgoing): boolean {
  if (module === 'credentials' || module === 'versions') return true;
  return (method === 'GET' && module !== 'chargingprofiles') || (method === 'POST' && module === 'cdrs');
}

function isHandshake({ module }: Outgoing): boolean {
  return module === 'versions' || module === 'credentials';
}

function used(message: string, requirement?: string): Judged {
  return { pointer: '', message, requirement, lenient: true };
}

function withSlash(url: string): string {
  const slashed = new URL(url);
  if (!slashed.pathname.endsWith('/')) slashed.pathname += '/';
  return slashed.href;
}
