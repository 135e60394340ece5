/** Decodes a token in Base64 form. */
export function plainOf(token: string): string {
  return Buffer.from(token, 'base64').toString('latin1');
}
