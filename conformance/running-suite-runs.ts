import type { Trial } from './suite-run-state.ts';

const running = new Map<string, Trial>();

/** Registers a trial, which its scenarios find by its id; returns a function that removes it. */
export function registerTrial(trial: Trial): () => void {
  running.set(trial.id, trial);
  return () => void running.delete(trial.id);
}

/** The trial with an id, to which a scenario belongs. */
export function trialOf(id: string): Trial {
  const trial = running.get(id);
  if (!trial) throw new Error(`there is no trial ${id}`);
  return trial;
}
