/** An error of the network in words: its code first, which stands in the midst of the system's message, and only once. */
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
