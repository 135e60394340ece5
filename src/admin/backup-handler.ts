import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Handler } from './route-types.ts';

/**
 * Sends all that the hub stores except the trace of requests, while the hub runs; an error of the store breaks the
 * answer off.
 */
export const download: Handler = ({ hub, backup }) => ({
  headers: { 'Content-Type': 'application/gzip' },
  stream: (response) =>
    void pipeline(Readable.from(backup()), createGzip(), response).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') hub.log.error(error, 'the backup was broken off');
    }),
});
