import './agreements-steps.ts';
import './operator-steps.ts';
import './provider-steps.ts';
import './list-reading-steps.ts';
import './cucumber-world.ts';

/**
 * The steps of the kit for features of other projects, and the functions with which these add deeds of their own
 * system.
 */
export { type Deeds, registerDeeds } from './actions-of-tested-system.ts';
