/** The deviations of a platform from 2.1.1-d2, as server, as client, or both. */
export interface Quirks {
  name: string;
  /** A description of the platform for the printed grid. */
  like: string;
  /**
   * The platform's lists and credentials have a slash at the end, without which they redirect with 307; its client
   * writes the slash too.
   */
  slash: boolean;
  /** The platform sends and expects tokens in Base64. */
  base64: boolean;
  /** Path of the platform's version details below its versions. */
  details: string;
  /**
   * The platform's models require every optional field, if necessary as null; else they answer 422 with the framework's
   * `detail`.
   */
  wantsNulls: boolean;
  /** The platform answers writes with 204 and no body. */
  empty: boolean;
  /** The platform's times have an offset instead of `Z`. */
  offset: boolean;
  /** Whether the platform writes numbers in quotes. */
  quoted: boolean;
  /** The platform's pages have no `Link`; its client pages by offset. */
  unlinked: boolean;
  /** A gateway in front of the platform requires this in the query of every URL. */
  key: string;
  /** The platform compresses its answers with gzip, unasked. */
  gzip: boolean;
  /** The platform's data classes throw at an unknown enum value: HTTP 500. */
  throws: boolean;
  /**
   * The platform's framework has no path with a slash at the end, redirects from there, and answers 404 itself for an
   * unknown path.
   */
  redirectsBack: boolean;
  /**
   * The platform's models are closed: it refuses a field that 2.1.1-d2 does not have with HTTP 400 and no message, and
   * cannot read one in a list or an answer.
   */
  closed: boolean;
  /** The party id of the platform's second party, with which it shares one list; it ignores To. */
  sister: string;
}

const letter = {
  slash: false,
  base64: false,
  details: '2.1.1',
  wantsNulls: false,
  empty: false,
  offset: false,
  quoted: false,
  unlinked: false,
  key: '',
  gzip: false,
  throws: false,
  redirectsBack: false,
  closed: false,
  sister: '',
};

/** The quirks of a platform that deviates from OCPI 2.1.1-d2 in nothing. */
export const toTheLetter: Quirks = { ...letter, name: 'letter', like: '2.1.1-d2 to the letter, and no more' };

/** The simulated platforms: combinations of behaviours of public implementations of 2.1.1. */
export const platforms: Quirks[] = [
  toTheLetter,
  {
    ...letter,
    name: 'framework',
    like: 'a Python web framework: slashes, 307, 422, offsets in times, every field or null',
    slash: true,
    details: '2.1.1/details',
    wantsNulls: true,
    offset: true,
  },
  {
    ...letter,
    name: 'encoded',
    like: 'Base64 tokens, 204 for writes, quoted numbers, pages without Link',
    base64: true,
    empty: true,
    quoted: true,
    unlinked: true,
  },
  {
    ...letter,
    name: 'gateway',
    like: 'behind a gateway: a key in the query of every URL, answers in gzip, 404 and then 307, enums that throw',
    key: 'code=k%3D',
    gzip: true,
    throws: true,
    redirectsBack: true,
  },
  {
    ...letter,
    name: 'closed',
    like: 'closed models: a field that 2.1.1 does not have is refused without a word',
    closed: true,
  },
  {
    ...letter,
    name: 'several',
    like: 'two parties on one platform: one list for both, whichever To asks for',
    sister: 'SIS',
  },
];
