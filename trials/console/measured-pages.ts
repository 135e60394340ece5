/** A page of the console as an operator opens it. */
export interface MeasuredPage {
  name: string;
  /** The part of the page's URL after `#/`. */
  place: string;
  /** A selector of the page's first row. */
  row: string;
  /** Words that must stand on the page. */
  signs?: string[];
}

/** Words that the page Overview shows about things which need a person. */
const troubles = [
  '8 syncs failed',
  '4 mass retirements wait',
  'partners are behind',
  'do not take everything',
  '120 objects are held',
  'agreements end soon',
];

/** The pages that are measured: a partner's pages are an operator's, the deepest page is the last of its list. */
export function measuredPages(operator: { id: string; party: string }, stored: number): MeasuredPage[] {
  const deepest = Math.max(0, Math.floor(stored * 0.6) - 100);
  const table = 'main tbody tr';
  return [
    { name: 'Overview', place: 'overview', row: 'main .attention li', signs: troubles },
    { name: 'Connections', place: 'connections', row: table },
    { name: 'a connection', place: `connections/${operator.id}`, row: 'main .card' },
    { name: 'Agreements', place: 'agreements', row: table },
    { name: 'Traffic', place: 'traffic', row: 'main .exchanges tbody tr.row' },
    { name: 'an exchange', place: 'traffic/30000000-0000-4000-8000-000000000100', row: table },
    { name: 'Agreements, searched', place: 'agreements?text=Alpine&state=IN_FORCE', row: table },
    { name: 'Objects', place: 'objects/locations', row: table },
    { name: 'Objects, the last page', place: `objects/locations?offset=${deepest}`, row: table },
    { name: 'Objects of a party', place: `objects/locations?text=${operator.party}`, row: table },
    { name: 'Objects, found by id', place: 'objects/locations?text=LOC-1', row: table },
    { name: 'Tokens', place: 'objects/tokens', row: table },
    { name: 'Held', place: 'held', row: table },
    { name: 'Why not arrived?', place: 'why', row: 'main form' },
    { name: 'Conformance', place: 'conformance', row: 'main .card' },
  ];
}
