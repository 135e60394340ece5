import { fileURLToPath } from 'node:url';
import express, { type Response, type Router } from 'express';
import { boundedByAddress } from './authentication-and-limits.ts';
import { pageHeaders } from './page-security-headers.ts';

/** The folder with the built guide to OCPI, in the repository and in the package. */
const built = fileURLToPath(new URL('../../dist/guide', import.meta.url));

/** HTTP headers of the guide's pages and files, which may change with each release. */
const headers = { ...pageHeaders, 'Cache-Control': 'no-cache' };

/** Files of the guide that browsers shall show as text, whatever they contain: Markdown and sources. */
const asText = /\.(md|ts|mjs|php|py|feature|txt)$/;

/** Serves the guide to OCPI at `/guide/` to everybody, and redirects `/llms.txt` there; other paths pass through. */
export function guidePages(now: () => number, folder = built): Router {
  const router = express.Router({ caseSensitive: true });
  const setHeaders = (response: Response, path: string) => {
    response.set(headers);
    if (asText.test(path)) response.set('Content-Type', 'text/plain; charset=utf-8');
  };
  router.get('/llms.txt', (_request, response) => response.redirect('/guide/llms.txt'));
  router.use('/guide', boundedByAddress(now), express.static(folder, { setHeaders, dotfiles: 'ignore' }));
  router.get('/guide/', (_request, response) => {
    response.status(503).type('text').send('The guide is not built: run npm run guide.\n');
  });
  router.use('/guide', (_request, response) => {
    response
      .status(404)
      .set(headers)
      .type('text')
      .send('The guide has no such page: it begins at /guide/.\n');
  });
  return router;
}
