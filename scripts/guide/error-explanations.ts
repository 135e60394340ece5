import type { ProblemKind } from '../../src/admin/problem-details.ts';
import type { ErrorKind } from '../../src/ocpi/messages/ocpi-errors.ts';

/** An error as the guide explains it: its title, when the hub answers so, and the remedy, the last two in Markdown. */
export type ErrorWords = [title: string, when: string, remedy: string];

/** The words for each kind of error of the OCPI interfaces. */
// biome-ignore format: a table
export const ocpiErrors: Record<ErrorKind, ErrorWords> = {
  unauthorized: ['The token is missing, wrong or not for this', 'No `Authorization: Token …`, a token that the hub did not give out, one that was replaced by a handshake, or TOKEN_A at an interface that needs a registration.', 'Send the token of the last handshake, in 2.1.1 as it is, in 2.2.1 in Base64: TOKEN_A for versions and `POST credentials`, TOKEN_C afterwards. A provider uses the URLs under `/ocpi/cpo`, an operator those under `/ocpi/emsp`. A lost TOKEN_A is made anew by `npx ocpi-hub pair invite`.'],
  malformed: ['The request cannot be read', 'The body is empty or no JSON, the URL or its encoding is broken.', 'Send one JSON document in UTF-8 with `Content-Type: application/json`, and compress it only by gzip, deflate or br.'],
  requestTimeout: ['The request did not come in time', 'Headers or body stopped coming.', 'Look for a proxy or a connection that stalls, and send it again.'],
  tooLarge: ['The body is too large', 'A request has more than a mebibyte.', 'Push one object a request; it was not stored.'],
  urlTooLong: ['The URL is too long', 'A URL has more than 8,192 characters.', 'Ids have 36 or 39 characters at most; query parameters are `date_from`, `date_to`, `offset` and `limit`.'],
  tooMany: ['Too many requests', 'The connection or the address sends more than the hub admits, or handshakes of this connection are still under way.', 'Wait as many seconds as the header `Retry-After` says, then send it again. The limits are `HUB_RATE_LIMIT` and `HUB_ADDRESS_RATE_LIMIT`.'],
  headersTooLarge: ['There are too many headers', 'A request has more headers than are read.', 'Leave out cookies and what proxies add.'],
  notFound: ['Nothing is at this URL', 'The path is none of the interface, the object is not known under this owner, or it may not be seen: without a roaming agreement an object is not there.', 'Look at `GET versions` and the version details for the paths, at the party in the URL, and whether there is an agreement: `npx ocpi-hub why` tells why something has not arrived.'],
  unknownObject: ['The object is not known', 'The object is not known under this owner, or it may not be seen: without a roaming agreement an object is not there.', 'Look at the party and the id in the URL, and whether there is an agreement; a PATCH creates nothing. In 2.2.1 a write to what is not there is answered with HTTP 200.'],
  unknownLocation: ['The Location is not known', 'A Location, EVSE or Connector is read or changed that the hub does not have.', 'Send the Location by PUT first; a PATCH creates nothing.'],
  unknownToken: ['The Token is not known', 'No provider that has an agreement with this operator knows the Token.', 'Compare `uid` and `type`, and whether the driver\'s provider has an agreement with you.'],
  methodNotAllowed: ['This method is not offered here', 'The path is right and the method is not; the header `Allow` names those that are.', 'Compare with the table of methods of the module.'],
  refused: ['The hub refuses this at present', 'The connection is suspended, or a handshake stands in the way.', 'The message names the reason; the operator of the hub ends a suspension.'],
  invalid: ['The content is not valid', 'A field is missing, unknown, too long, of the wrong type, or does not fit the URL; `data.findings` lists each with its JSON Pointer.', 'Mend what the pointers name. The same check runs on your machine: `npx ocpi-hub validate OBJECT FILE`.'],
  notEnough: ['More is needed to answer', 'A provider does not authorise without a Location.', 'Send the request again with `location_id` in its body.'],
  unknownCommandLocation: ['The command is for a Location that is not known', 'No operator with an agreement has the Location of the command.', 'Use the id as the list of Locations has it, and name the operator by `OCPI-to-party-id` and `OCPI-to-country-code` where several have the same id.'],
  internal: ['The hub failed', 'Nobody foresaw this; nothing was stored.', 'Send it again later. The operator of the hub finds the cause in the log, by the `X-Request-ID` of the answer.'],
  unusable: ['Your interface cannot be used', 'During the handshake the hub has read your versions, and what it found does not do.', 'The message names the URL and what is wrong with it. Your versions must be readable with the token that you send in your credentials, before the answer comes.'],
  unreachable: ['Your interface cannot be reached', 'The hub could not open the URL of your credentials.', 'Let your server answer before you register, at an address that the hub may call: public, and by https unless it allows otherwise.'],
  version: ['There is no version in common', 'Your versions do not list 2.1.1.', 'List `{"version": "2.1.1", "url": …}`.'],
  endpoints: ['An endpoint is missing', 'Your version details lack a module that this hub needs (`HUB_REQUIRED_ENDPOINTS`), or credentials.', 'Add the endpoint and register again.'],
  hub: ['A partner behind the hub answered wrongly', 'The request was passed on, and the answer is an error or no OCPI.', 'The message tells whose answer it was; look at the exchange in the trace.'],
  unknownReceiver: ['The addressee is not known', 'The routing headers name a party that is not here, or that you have no agreement with.', 'Leave the headers out for a broadcast, or name a party that you exchange data with.'],
  timeout: ['The addressee did not answer in time', 'The request was passed on, and no answer came.', 'Try again later; whether it was carried out is not known.'],
  notConnected: ['The addressee cannot be reached', 'It is known, and its system is down, not registered, or does not take the hub\'s token.', 'Try again later. A push is kept and delivered when it is back.'],
};

/** The words for each kind of problem of the admin API. */
// biome-ignore format: a table
export const adminErrors: Record<ProblemKind, ErrorWords> = {
  invalid: ['The request is not valid', 'The body, a query parameter or the path is not as the document of the API says; `errors` lists each with its JSON Pointer.', 'Mend what the pointers name; the API is described at `/docs`.'],
  unauthorized: ['The admin token is missing or wrong', 'No `Authorization: Bearer …`, or not the token of this hub.', 'The token is in `HUB_ADMIN_TOKEN`, else in the file `admin-token` of the data folder. The command line takes `--admin-token`.'],
  forbidden: ['Another site may not do this', 'A browser sends the request for a page of another site.', 'Call the API from a program, or from the hub\'s own pages.'],
  notFound: ['There is nothing here', 'The path, or the id in it, is not known.', 'Read the list above it: `GET /admin/connections` and so on.'],
  methodNotAllowed: ['This method is not offered here', 'The path is right and the method is not; the header `Allow` names those that are.', 'Compare with `/docs`.'],
  conflict: ['This does not fit the present state', 'What is asked for is there already, or something under way stands in its way.', 'The detail names it; read the present state and decide anew.'],
  tooLarge: ['The body is too large', 'The body has more bytes than are read.', 'Send long lists in several requests.'],
  encoding: ['The body is encoded in a way not known here', 'A `Content-Encoding` other than gzip, deflate and br.', 'Send the body as it is.'],
  partnerRefused: ['The partner does not accept this, or what it said will not do', 'The hub has asked the partner, and the answer is a no or unusable.', 'The detail has the partner\'s words; the exchange is in the trace.'],
  tooMany: ['Too many requests, or wrong tokens, came from this address', 'More than is admitted from one address.', 'Wait as many seconds as `Retry-After` says.'],
  internal: ['The hub failed', 'Nobody foresaw this.', 'The cause is in the log of the hub.'],
  partnerUnreachable: ['The partner did not answer as it should', 'The hub could not reach the partner, or it failed.', 'Try the URL of the partner by hand (`npx ocpi-hub trace ID --as curl`), then again.'],
};
