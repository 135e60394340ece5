import './agreements-steps.ts';
import './operator-steps.ts';
import './provider-steps.ts';
import './reading-steps.ts';
import './world.ts';

/** The steps of the kit for features of other projects, and what these may add to. */
export { type Deeds, registerDeeds } from './deeds.ts';
