/** Decodes a credentials token that is given in Base64. */
export function plainOf(token: string): string {
  return Buffer.from(token, 'base64').toString('latin1');
}
