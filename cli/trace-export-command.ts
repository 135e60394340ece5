import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { adminCommand } from './make-admin-command.ts';
import { type Filters, queryOf, withFilters } from './trace-filter-options.ts';

/**
 * `ocpi-hub trace export`: writes the recorded OCPI requests with headers and bodies as NDJSON, in the memory of a few
 * requests.
 */
export function exportCommand(): Command {
  const command = adminCommand<Filters>(
    'export',
    'all that passes, whole, newest first: one JSON text a line (NDJSON)',
    'ocpi-hub trace export --since 2026-01-31T08:00:00Z > trace.ndjson',
    async ({ hub, options }) => {
      const text = hub.text(`/requests/export?${await queryOf(hub, options)}`);
      await pipeline(text, process.stdout, { end: false }).catch((error: NodeJS.ErrnoException) => {
        // EPIPE: the reader, such as `head`, wants no more.
        if (error.code !== 'EPIPE') throw error;
      });
    },
  );
  return withFilters(command);
}
