import { fileURLToPath } from 'node:url';
import express, { type Response, Router } from 'express';
import { boundedByAddress } from '../admin/authentication-and-limits.ts';
import { pageHeaders } from '../admin/page-security-headers.ts';

/** The folder with the built page of the sandbox, in the repository and in the package. */
const built = fileURLToPath(new URL('../../dist/sandbox', import.meta.url));

/** HTTP headers of the page: no other site's window reaches it, since it contains the secret of a workspace. */
const headers = { ...pageHeaders, 'Cross-Origin-Opener-Policy': 'same-origin' };

/** Serves the page of the sandbox at `/sandbox/` to everybody; other paths pass through. */
export function sandboxPages(now: () => number, folder = built): Router {
  const router = Router({ caseSensitive: true });
  const setHeaders = (response: Response) => void response.set(headers);
  router.get('/sandbox', (request, response, next) => {
    if (request.path !== '/sandbox') return next();
    // A relative URL, which is right also behind a proxy that serves the hub below a path.
    response.redirect('sandbox/');
  });
  router.use('/sandbox/', boundedByAddress(now));
  router.get('/sandbox/', (_request, response) => {
    response.set({ ...headers, 'Cache-Control': 'no-cache' });
    response.sendFile('sandbox.html', { root: folder, cacheControl: false }, (error) => {
      if (!error || response.headersSent) return;
      response.status(503).type('text').send('The page of the sandbox is not built: run npm run console.\n');
    });
  });
  router.use(
    '/sandbox/assets',
    express.static(`${folder}/assets`, { setHeaders, immutable: true, maxAge: '1y', index: false }),
  );
  router.use('/sandbox/favicon.svg', express.static(`${folder}/favicon.svg`, { setHeaders }));
  return router;
}
