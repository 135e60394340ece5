import { type CpoOptions, cpo } from './cpo/cpo.ts';
import { emsp } from './emsp/emsp.ts';
import { type PlatformOptions, type RunningPlatform, startPlatform } from './platform/start.ts';

/** How a simulated partner is set up; what only an operator has is ignored by a provider. */
export type SimulatorOptions = PlatformOptions & CpoOptions;

/** Starts a simulated operator (`cpo`) or provider (`emsp`). */
export function startSimulator(options: SimulatorOptions): Promise<RunningPlatform> {
  return startPlatform(options, (platform) =>
    options.side === 'cpo' ? cpo(platform, options) : emsp(platform, options),
  );
}
