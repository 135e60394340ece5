import './agreements-steps.ts';
import './operator-steps.ts';
import './provider-steps.ts';
import './reading-steps.ts';
import './world.ts';

/**
 * The steps of the kit for features of other projects, and the functions with which these add deeds of their own
 * system.
 */
export { type Deeds, registerDeeds } from './deeds.ts';
