/** A JSON object. */
type Json = Record<string, unknown>;

/** Functions by which the system under test does something itself when a scenario needs it (its deeds), by name. */
export type Deeds = Record<
  string,
  (given: Json) => Promise<Json | undefined | void> | Json | undefined | void
>;

/** The error of a deed, an action of the system under test, that nobody has written; the scenario is skipped. */
export class NoSuchDeed extends Error {}

/** The deeds, actions of the system under test, that a project has registered with `registerDeeds`. */
const registered: Deeds = {};

/** Registers what your system under test does by itself, such as `presentCard`. */
export function registerDeeds(deeds: Deeds): void {
  Object.assign(registered, deeds);
}

/** Calls a deed, an action of the system under test, by its name; throws `NoSuchDeed` where nobody has written it. */
export function deedsOf(more: Deeds = {}): (name: string, given: Json) => Promise<Json> {
  return async (name, given) => {
    const deed = more[name] ?? registered[name];
    if (!deed) throw new NoSuchDeed(`skipped: deeds.mjs does not say how your system does ${name}`);
    return (await deed(given)) ?? {};
  };
}
