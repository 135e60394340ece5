/**
 * The costs of a request, in units of an ordinary PUT of a Location, 0.25 ms on the embedded store. The weights fit
 * `npm run bench`: bytes in are reading JSON, objects the case `validation` (3 to 5 µs each in a large Location),
 * answers the case `pull` (a page of 1,000 Locations takes as long as 11 PUTs on the embedded store, as 50 on
 * PostgreSQL), calls the cases `fan-out` and `authorise`.
 */
const weights = {
  kibIn: 0.04,
  /** Units for each nested object in a body, which is checked: EVSEs, Connectors, charging periods. */
  object: 0.0125,
  kibOut: 0.015,
  /** Units for each request to a partner that the request has caused before its answer. */
  call: 0.5,
};

/** Size of an ordinary request, which costs only the one unit that every request costs. */
const ordinary = { bytesIn: 8192, objects: 64, bytesOut: 8192 };

/** The measured effort for a request: bytes, JSON objects, and requests to partners. */
export interface Effort {
  bytesIn: number;
  objects: number;
  bytesOut: number;
  calls: number;
}

/** The cost of a request beyond the one unit that every request costs, in units of work. */
export function costOf({ bytesIn, objects, bytesOut, calls }: Effort): number {
  return (
    (beyond(bytesIn, ordinary.bytesIn) * weights.kibIn +
      beyond(bytesOut, ordinary.bytesOut) * weights.kibOut) /
      1024 +
    beyond(objects, ordinary.objects) * weights.object +
    calls * weights.call
  );
}

/** Counts the JSON objects of a body; gives 0 for a body of at most ordinary size, whose objects cost nothing more. */
export function objectsIn(body: Uint8Array): number {
  if (body.length <= ordinary.bytesIn) return 0;
  let objects = 0;
  // An index loop, because an iterator takes ten times as long over a megabyte.
  for (let at = 0; at < body.length; at += 1) if (body[at] === 0x7b) objects += 1;
  return objects;
}

function beyond(amount: number, free: number): number {
  return Math.max(0, amount - free);
}
