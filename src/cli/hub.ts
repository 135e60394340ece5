import { Command } from 'commander';
import { runHub } from '../main.ts';

/** `ocpi-hub hub`: the hub alone, configured by the environment. */
export function hubCommand(): Command {
  return new Command('hub')
    .description('run the hub alone; environment variables configure it (see README)')
    .action(() => runHub(process.env));
}
