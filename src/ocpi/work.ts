/**
 * The work of a request, in units of the smallest there is: a PUT of a Location of 3 KB, 0.25 ms on the embedded store.
 * The weights fit `npm run bench`: bodies are the case `validation` with all that is done for an object, answers the case
 * `pull` (a page of 1,000 Locations takes as long as 11 PUTs on the embedded store, as 50 on PostgreSQL), calls the
 * cases `fan-out` and `authorise`.
 */
const weights = {
  kibIn: 0.04,
  kibOut: 0.015,
  /** A request to a partner that this one has caused while it was answered. */
  call: 0.5,
};

/** What a request has brought about. */
export interface Work {
  bytesIn: number;
  bytesOut: number;
  calls: number;
}

/** The cost of a request beyond the one unit that every request is, in units of work. */
export function costOf({ bytesIn, bytesOut, calls }: Work): number {
  return (bytesIn * weights.kibIn + bytesOut * weights.kibOut) / 1024 + calls * weights.call;
}
