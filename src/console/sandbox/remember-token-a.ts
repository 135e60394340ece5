/** The TOKEN_A of a workspace, which the hub shows once; this tab remembers it until the partner has registered. */
export function rememberToken(workspace: string, token: string): void {
  sessionStorage.setItem(`sandbox-token-${workspace}`, token);
}

/** The TOKEN_A that this tab remembers. */
export function rememberedToken(workspace: string): string | null {
  return sessionStorage.getItem(`sandbox-token-${workspace}`);
}
