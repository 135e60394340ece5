import { summary } from '../schemas/validation.ts';
import type { Finding } from '../words/finding-type.ts';

/** Every reason for which an OCPI request can be refused, with its HTTP and OCPI status. */
const kinds = {
  //                       HTTP  OCPI
  unauthorized: [401, 2000],
  malformed: [400, 2000],
  requestTimeout: [408, 2000],
  tooLarge: [413, 2000],
  urlTooLong: [414, 2000],
  tooMany: [429, 2000],
  headersTooLarge: [431, 2000],
  notFound: [404, 2001],
  unknownObject: [404, 2001],
  unknownLocation: [404, 2003],
  unknownToken: [404, 2004],
  methodNotAllowed: [405, 2000],
  refused: [200, 2000],
  invalid: [200, 2001],
  notEnough: [200, 2002],
  unknownCommandLocation: [200, 2003],
  internal: [200, 3000],
  unusable: [200, 3001],
  unreachable: [200, 3001],
  version: [200, 3002],
  endpoints: [200, 3003],
  hub: [200, 4000],
  unknownReceiver: [200, 4001],
  timeout: [200, 4002],
  notConnected: [200, 4003],
} as const;

/** The kind of a refusal: a fault of the caller, or an obstacle to an answer. */
export type ErrorKind = keyof typeof kinds;

/** The one error class of OCPI requests: the caller gets the codes of its kind, its message and its findings. */
export class OcpiError extends Error {
  readonly kind: ErrorKind;
  readonly findings: Finding[];
  readonly headers: Record<string, string>;

  constructor(
    kind: ErrorKind,
    message: string,
    more: { findings?: Finding[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.kind = kind;
    this.findings = more.findings ?? [];
    this.headers = more.headers ?? {};
  }

  get http(): number {
    return kinds[this.kind][0];
  }

  get ocpi(): number {
    return kinds[this.kind][1];
  }
}

/** A refusal with code 2001 that lists every finding in its message and as data (TRANS-14, TRANS-22). */
export function invalid(findings: Finding[]): OcpiError {
  return new OcpiError('invalid', summary(findings), { findings });
}

/** A refusal with code 2001 about one field or parameter. */
export function invalidAt(pointer: string, message: string): OcpiError {
  return invalid([{ pointer, message }]);
}

/** A refusal with HTTP 401 and a message. */
export function unauthorized(message: string): OcpiError {
  return new OcpiError('unauthorized', message, { headers: { 'WWW-Authenticate': 'Token' } });
}

/** The 404 for an unknown object, with the OCPI code of its module. */
export function unknownObject(code: number, what: string): OcpiError {
  return new OcpiError(code === 2003 ? 'unknownLocation' : 'unknownObject', `unknown ${what}`);
}
