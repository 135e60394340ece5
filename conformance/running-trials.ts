import type { Trial } from './trial.ts';

const running = new Map<string, Trial>();

/** Registers a trial for its scenarios, which find it by id; returns a function that removes it. */
export function registerTrial(trial: Trial): () => void {
  running.set(trial.id, trial);
  return () => void running.delete(trial.id);
}

/** The trial that a scenario belongs to. */
export function trialOf(id: string): Trial {
  const trial = running.get(id);
  if (!trial) throw new Error(`there is no trial ${id}`);
  return trial;
}
