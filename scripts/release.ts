import { kitSteps } from './kit-steps.ts';
import { writeReleased } from './released.ts';

// This program notes what others build on, schemas and sentences of steps, as that of the release that is made now.
writeReleased((await kitSteps()).sentences);
