import { kitSteps } from './kit-steps.ts';
import { writeReleased } from './released.ts';

// This program stores what other projects build on, schemas and sentences of steps, as that of the present release.
writeReleased((await kitSteps()).sentences);
