import { type CpoOptions, cpo } from './cpo/operator-behaviour.ts';
import { type EmspOptions, emsp } from './emsp/provider-behaviour.ts';
import { type PlatformOptions, type RunningPlatform, startPlatform } from './platform/start-platform.ts';

/** Options of a simulated partner; the ones of the other role have no effect. */
export type SimulatorOptions = PlatformOptions & CpoOptions & EmspOptions;

/** Starts a simulated operator (`cpo`) or provider (`emsp`). */
export function startSimulator(options: SimulatorOptions): Promise<RunningPlatform> {
  return startPlatform(options, (platform) =>
    options.side === 'cpo' ? cpo(platform, options) : emsp(platform, options),
  );
}
