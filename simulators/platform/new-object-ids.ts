/**
 * Makes ids that contain the second at which the run began, so that no run repeats another's; `start` in milliseconds
 * since 1970.
 */
export function idsOf(start: number): () => string {
  const run = Math.floor(start / 1000).toString(36);
  let last = 0;
  return () => {
    last += 1;
    return `${run}-${last}`;
  };
}
