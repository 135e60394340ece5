import { logger } from './logger.ts';
import { settingsOrExit } from './settings-or-exit.ts';
import { startHub } from './start-hub.ts';

/** Runs a hub as a process: configuration from the environment, JSON lines on stdout, SIGTERM ends it with 0. */
export async function runHub(env: Record<string, string | undefined>): Promise<void> {
  // The hub's files are for its own user only, whatever the umask of the shell.
  process.umask(0o077);
  const settings = settingsOrExit(env);
  const log = await logger(settings.LOG_LEVEL);
  const starting = startHub(settings, log);
  // The hub's process ends only when its log is written.
  const exit = (code: number) => new Promise<never>(() => log.flush(() => process.exit(code)));
  let stopping = false;
  const stop = () => {
    // Ctrl-C reaches a worker twice: from the terminal, and from the process that started it.
    if (stopping) return;
    stopping = true;
    void starting
      .then((hub) => hub.stop())
      .then(
        () => exit(0),
        (error: unknown) => {
          log.fatal(error, 'the hub did not stop in order');
          return exit(1);
        },
      );
  };
  // The handlers are set before the hub listens: another process may end it as soon as it does.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await starting.catch((error: unknown) => {
    log.fatal({ event: 'failed' }, `the hub cannot start: ${(error as Error).message}`);
    return exit(1);
  });
}
