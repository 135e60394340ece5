/** How one platform deviates from 2.1.1-d2, as server, as client, or both. */
export interface Quirks {
  name: string;
  /** What it is like, in words for the grid. */
  like: string;
  /** Lists and credentials are behind a slash, asked for without it they redirect with 307; its client writes the slash too. */
  slash: boolean;
  /** It sends and expects tokens in Base64. */
  base64: boolean;
  /** Path of its version details below the versions. */
  details: string;
  /** Its models want every optional field, if need be null; else 422 with a `detail` of the framework. */
  wantsNulls: boolean;
  /** Writes are answered with 204 and no body. */
  empty: boolean;
  /** Its times have an offset instead of `Z`. */
  offset: boolean;
  /** Its numbers are quoted. */
  quoted: boolean;
  /** Its pages have no `Link`; its client pages by offset. */
  unlinked: boolean;
  /** A gateway before it wants this in the query of every URL. */
  key: string;
  /** It packs its answers with gzip, unasked. */
  gzip: boolean;
  /** Its data classes throw at an enum value that they do not know: HTTP 500. */
  throws: boolean;
  /** Its framework knows no path with a slash at the end, redirects from there, and answers 404 by itself to what it has not. */
  redirectsBack: boolean;
  /** Its models are closed: it refuses a field that 2.1.1-d2 does not have with HTTP 400 and no words, and cannot read one in a list or an answer. */
  closed: boolean;
  /** It runs a second party of this id, has one list for both, and does not look at To. */
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

/** 2.1.1-d2 as it is written. */
export const toTheLetter: Quirks = { ...letter, name: 'letter', like: '2.1.1-d2 to the letter, and no more' };

/** The platforms of the lab: behaviours that public implementations of 2.1.1 show, put together by us. */
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
