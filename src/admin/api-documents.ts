import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import { editionOf } from '../ocpi/editions/supported-versions.ts';
import { ocpiOpenapi } from '../ocpi/openapi/ocpi-openapi-documents.ts';
import { version } from './package-version.ts';

/** The interfaces whose documents `/docs` offers beside `/admin/openapi.json`. */
const sides = ['cpo', 'emsp'] as const;

/** Serves `/docs`: the API documents for people, rendered by Swagger UI from files of this machine alone. */
export function docs(url: () => string): Router {
  const router = express.Router({ strict: true });
  router.get('/', (request, response) => {
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) return response.redirect('/docs/');
    return response.set(headers).type('html').send(page);
  });
  router.get('/start.js', (_, response) => void response.type('js').send(start));
  for (const side of sides) {
    const text = madeOnce((at) => JSON.stringify(ocpiOpenapi(editionOf({}), side, at, version)));
    router.get(`/ocpi-${side}.json`, (_, response) => void response.type('json').send(text(url())));
  }
  router.use(express.static(swaggerUi(), { index: false, maxAge: '1h' }));
  return router;
}

/** Wraps a function that makes a text: the text is made at its first use, and again only when the argument changes. */
export function madeOnce(make: (argument: string) => string): (argument: string) => string {
  let made: { argument: string; text: string } | undefined;
  return (argument) => {
    if (made?.argument !== argument) made = { argument, text: make(argument) };
    return made.text;
  };
}

const headers = {
  'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>OCPI hub: API documents</title>
    <link rel="stylesheet" href="swagger-ui.css">
    <link rel="icon" href="favicon-32x32.png">
  </head>
  <body>
    <select id="document" aria-label="Document" style="margin: 1em; font: inherit; padding: .4em">
      <option value="../admin/openapi.json">Admin API</option>
      <option value="ocpi-cpo.json">OCPI 2.1.1: CPO interface, for eMSPs</option>
      <option value="ocpi-emsp.json">OCPI 2.1.1: eMSP interface, for CPOs</option>
    </select>
    <div id="swagger-ui"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="start.js"></script>
  </body>
</html>
`;

/**
 * The script that starts Swagger UI in the theme of the console or the system, with its default of sending documents to its maker's server for validation turned
 * off.
 */
const start = `const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => {
  const theme = localStorage.getItem('ocpi-hub theme');
  document.documentElement.classList.toggle('dark-mode', theme === 'dark' || (theme !== 'light' && dark.matches));
};
dark.addEventListener('change', paint);
paint();
const choice = document.getElementById('document');
const show = () =>
  SwaggerUIBundle({ url: choice.value, dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, docExpansion: 'list' });
choice.addEventListener('change', show);
show();
`;

/** The folder of Swagger UI's static files: in the package if this is one, else in the dependency. */
function swaggerUi(): string {
  const packed = new URL('../../dist/swagger-ui/', import.meta.url);
  const installed = new URL('../../node_modules/swagger-ui-dist/', import.meta.url);
  return fileURLToPath(existsSync(installed) ? installed : packed);
}
