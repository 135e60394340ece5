import type { Command } from 'commander';
import { connectionNamed } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';
import { choice } from './list-command-options.ts';

/** The options of a command that filter the trace, the hub's record of requests. */
export interface Filters {
  requestId?: string;
  correlationId?: string;
  party?: string;
  module?: string;
  direction?: string;
  status?: string;
  finding?: string;
  header?: string;
  since?: string;
}

/** Adds to a command the options that filter the trace. */
export function withFilters(command: Command): Command {
  return command
    .option('--request-id <id>', 'X-Request-ID')
    .option('--correlation-id <id>', 'X-Correlation-ID: a request and all it caused')
    .option('--party <party>', 'only with this party or connection')
    .option('--module <module>', 'locations, …, credentials or versions')
    .addOption(choice('--direction <way>', 'into or out of the hub', ['IN', 'OUT']))
    .option('--status <code>', 'HTTP status or OCPI status code')
    .option('--finding <requirement>', 'only with a finding about it, such as LOC-27; any: with a finding')
    .option('--header <header>', 'only with a header, "name" or "name: part of the value"; needs --since')
    .option('--since <time>', 'only what began then or later');
}

/**
 * Turns the filters of a command into a query of the admin API. A party of a platform with several parties is named
 * there beside its connection.
 */
export async function queryOf(hub: Reach, options: Filters): Promise<URLSearchParams> {
  const named = options.party === undefined ? undefined : await connectionNamed(hub, options.party);
  const party = named && named.parties.length > 1 && named.id !== options.party ? options.party : undefined;
  const given = {
    request_id: options.requestId,
    correlation_id: options.correlationId,
    connection: named?.id,
    party: party?.toUpperCase(),
    module: options.module,
    direction: options.direction,
    status: options.status,
    finding: options.finding,
    header: options.header,
    since: options.since,
  };
  return new URLSearchParams(
    Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
