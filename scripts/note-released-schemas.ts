import { writeReleased } from './changes-since-release.ts';
import { kitSteps } from './kit-steps-page.ts';

// This program stores what other projects build on, schemas and sentences of steps, as that of the present release.
writeReleased((await kitSteps()).sentences);
