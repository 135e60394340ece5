import express, { type Router } from 'express';
import { script } from './page-browser-script.ts';
import { style } from './page-css.ts';
import { html } from './page-html.ts';

/**
 * Security headers of the simulator's page: it loads its own two files, speaks to its own control API, and stands in no
 * frame.
 */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-cache',
};

/** The simulator's own page at `/`: it holds no data, and asks the control API for all that it shows. */
export function simulatorPage(): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const files: [string, string, string][] = [
    ['/', 'html', html],
    ['/page.js', 'js', script],
    ['/page.css', 'css', style],
  ];
  for (const [path, type, text] of files)
    router.get(path, (_request, response) => void response.set(headers).type(type).send(text));
  return router;
}
