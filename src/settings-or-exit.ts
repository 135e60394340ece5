import { readConfiguration, type Settings, WrongConfiguration } from './hub/configuration.ts';

/** Reads the hub's settings from environment variables; ends the process with one line when a variable is wrong. */
export function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readConfiguration(env);
  } catch (error) {
    if (!(error instanceof WrongConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
