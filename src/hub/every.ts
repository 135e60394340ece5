/** Calls back again and again, each time so many milliseconds after the last, on the hub's timer; returns how to end it. */
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
