import { fileURLToPath } from 'node:url';
import express, { type Response, type Router } from 'express';
import { pageHeaders } from './page-security-headers.ts';

/** The folder with the build of `src/console`, in the repository and in the package. */
const built = fileURLToPath(new URL('../../dist/console', import.meta.url));

/** Headers of the console: no other site's window reaches a page that holds the admin token. */
const headers = { ...pageHeaders, 'Cross-Origin-Opener-Policy': 'same-origin' };

/** Serves the web console at the root: one page and its files; other paths pass through. */
export function consolePages(folder = built): Router {
  const router = express.Router({ caseSensitive: true });
  const files = { setHeaders: (response: Response) => void response.set(headers) };
  router.get('/', (_request, response) => {
    response.set({ ...headers, 'Cache-Control': 'no-cache' });
    response.sendFile('index.html', { root: folder, cacheControl: false }, (error) => {
      if (!error || response.headersSent) return;
      response.status(503).type('text').send('The web console is not built: run npm run console.\n');
    });
  });
  // The file's name contains a hash of its content.
  router.use(
    '/assets',
    express.static(`${folder}/assets`, { ...files, immutable: true, maxAge: '1y', index: false }),
  );
  router.use('/favicon.svg', express.static(`${folder}/favicon.svg`, files));
  return router;
}
