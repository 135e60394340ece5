/** Describes a network error: its code first, which the system's message has in its midst, and only once. */
export function systemError({
  code,
  message = '',
}: {
  code?: string | undefined;
  message?: string | undefined;
}): string {
  const rest = code ? message.replaceAll(code, ' ').replaceAll(/\s+/g, ' ').trim() : message;
  return [code, rest].filter(Boolean).join(' ');
}
