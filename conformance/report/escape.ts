/** Text that may stand anywhere in HTML, attributes included. */
export function text(given: string): string {
  return given
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Words as HTML, those in backticks as code. */
export function prose(given: string): string {
  return text(given).replace(/`([^`]+)`/g, '<code>$1</code>');
}
