import { cpSync, mkdirSync } from 'node:fs';

// This program copies Swagger UI's static files into the package, so that its users need not install Swagger UI.
const from = new URL('./', import.meta.resolve('swagger-ui-dist/package.json'));
const to = new URL('../dist/swagger-ui/', import.meta.url);
mkdirSync(to, { recursive: true });
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'LICENSE', 'NOTICE'])
  cpSync(new URL(file, from), new URL(file, to));
