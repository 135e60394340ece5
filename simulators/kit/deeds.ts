/** A JSON object. */
type Json = Record<string, unknown>;

/** Deeds that the system under test does by itself when a scenario needs it: by the name of the deed. */
export type Deeds = Record<
  string,
  (given: Json) => Promise<Json | undefined | void> | Json | undefined | void
>;

/** A deed that nobody has written; the scenario is skipped. */
export class NoSuchDeed extends Error {}

/** The deeds that a project has registered with `registerDeeds`, and those it gives to its world. */
const registered: Deeds = {};

/** Registers what your system under test does by itself, such as `presentCard`. */
export function registerDeeds(deeds: Deeds): void {
  Object.assign(registered, deeds);
}

/** Does a deed; throws `NoSuchDeed` where it is not written. */
export function deedsOf(more: Deeds = {}): (name: string, given: Json) => Promise<Json> {
  return async (name, given) => {
    const deed = more[name] ?? registered[name];
    if (!deed) throw new NoSuchDeed(`skipped: deeds.mjs does not say how your system does ${name}`);
    return (await deed(given)) ?? {};
  };
}
