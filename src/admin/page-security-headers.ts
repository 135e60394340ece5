/**
 * Security headers of every page of the hub: nothing from other sites, nothing inline, no frame of another page. A page
 * trusts only its own files.
 */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
