/**
 * Calls a function again and again, each time so many milliseconds after the last, by the hub's timer; returns a
 * function that ends it.
 */
export function every(
  after: (milliseconds: number, call: () => void) => () => void,
  milliseconds: number,
  call: () => void,
): () => void {
  let cancel = after(milliseconds, again);
  function again() {
    cancel = after(milliseconds, again);
    call();
  }
  return () => cancel();
}
