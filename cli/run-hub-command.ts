import cluster from 'node:cluster';
import { Command, InvalidArgumentError } from 'commander';
import { withExample } from './make-admin-command.ts';

/** `ocpi-hub hub`: the hub alone, configured by the environment, as one process or several on one port. */
export function hubCommand(): Command {
  return withExample(new Command('hub'), 'HUB_PARTY=NL*HUB HUB_DATA_DIR=/var/lib/ocpi-hub ocpi-hub hub')
    .description('run the hub alone; environment variables configure it (see README)')
    .option(
      '--workers <number>',
      'how many processes on one port; more than one need DATABASE_URL',
      readCount,
      1,
    )
    .action(async ({ workers }: { workers: number }, command: Command) => {
      if (workers === 1 || cluster.isWorker) return (await import('../src/run-hub.ts')).runHub(process.env);
      const { settingsOrExit } = await import('../src/settings-or-exit.ts');
      const settings = settingsOrExit(process.env);
      if (!settings.DATABASE_URL)
        return command.error(
          'error: --workers needs DATABASE_URL: the embedded store in a folder is for one process',
          { exitCode: 2 },
        );
      const [{ adminToken }, { logger }, { runWorkers, settledPort }] = await Promise.all([
        import('../src/admin/admin-token.ts'),
        import('../src/logger.ts'),
        import('./hub-worker-processes.ts'),
      ]);
      const { HUB_HOST, HUB_PORT, HUB_ADMIN_HOST, HUB_ADMIN_PORT } = settings;
      const env = {
        HUB_ADMIN_TOKEN: await adminToken(settings.HUB_ADMIN_TOKEN, settings.HUB_DATA_DIR),
        HUB_PORT: await settledPort(HUB_PORT, HUB_HOST),
        HUB_ADMIN_PORT: await settledPort(HUB_ADMIN_PORT, HUB_ADMIN_HOST ?? HUB_HOST),
      };
      runWorkers(workers, env, await logger(settings.LOG_LEVEL));
    });
}

function readCount(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 64) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
}
