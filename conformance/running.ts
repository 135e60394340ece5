import type { Trial } from './trial.ts';

const running = new Map<string, Trial>();

/** Makes a trial known to the scenarios that are run for it; the function returned forgets it. */
export function enter(trial: Trial): () => void {
  running.set(trial.id, trial);
  return () => void running.delete(trial.id);
}

/** The trial that a scenario belongs to. */
export function trialOf(id: string): Trial {
  const trial = running.get(id);
  if (!trial) throw new Error(`there is no trial ${id}`);
  return trial;
}
