/** What a token is the Base64 form of. */
export function plainOf(token: string): string {
  return Buffer.from(token, 'base64').toString('latin1');
}
