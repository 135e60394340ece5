import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { answer } from './answer-calls.ts';
import { plainAjv } from './plain-ajv.ts';

// This comparison program, a limit for the hub, is the usual stack of Express 5, `express.json()` and Ajv over the same
// schema, without storage.

const validate = plainAjv();
const app = express();
app.use(express.json({ limit: '1mb' }));
app.use((request, response) => {
  if (request.method === 'PUT' && !validate(request.body)) {
    response.status(400).json({ status_code: 2001, data: validate.errors });
    return;
  }
  response.json({ status_code: 1000, timestamp: new Date().toISOString() });
});

answer({
  listen: () =>
    new Promise<number>((listening) => {
      const server: Server = app.listen(0, '127.0.0.1', () =>
        listening((server.address() as AddressInfo).port),
      );
    }),
});
