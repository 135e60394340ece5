import { Command } from 'commander';
import { runHub } from '../main.ts';
import { withExample } from './command.ts';

/** `ocpi-hub hub`: the hub alone, configured by the environment. */
export function hubCommand(): Command {
  return withExample(new Command('hub'), 'HUB_PARTY=NL*HUB HUB_DATA_DIR=/var/lib/ocpi-hub ocpi-hub hub')
    .description('run the hub alone; environment variables configure it (see README)')
    .action(() => runHub(process.env));
}
