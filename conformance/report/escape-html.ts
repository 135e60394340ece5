/** Escapes a text so that it may stand anywhere in HTML, attributes included. */
export function text(given: string): string {
  return given
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Escapes a text for HTML; parts in backticks become code. */
export function prose(given: string): string {
  return text(given).replace(/`([^`]+)`/g, '<code>$1</code>');
}
