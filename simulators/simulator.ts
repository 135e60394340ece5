import { type CpoOptions, cpo } from './cpo/cpo.ts';
import { type EmspOptions, emsp } from './emsp/emsp.ts';
import { type PlatformOptions, type RunningPlatform, startPlatform } from './platform/start.ts';

/** How a simulated partner is set up: what only one of the two has is ignored by the other. */
export type SimulatorOptions = PlatformOptions & CpoOptions & EmspOptions;

/** Starts a simulated operator (`cpo`) or provider (`emsp`). */
export function startSimulator(options: SimulatorOptions): Promise<RunningPlatform> {
  return startPlatform(options, (platform) =>
    options.side === 'cpo' ? cpo(platform, options) : emsp(platform, options),
  );
}
