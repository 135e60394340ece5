/**
 * Tells whether a text would change the path of a URL: one of its parts between `/` and `\\` is `.` or `..`, as it
 * stands or percent-decoded up to `depth` times (TRANS-72).
 */
export function hasDotSegments(text: string, depth = 2): boolean {
  if (!risky.test(text)) return false;
  if (text.split(/[/\\]/).some((part) => part === '.' || part === '..')) return true;
  const decoded = depth > 0 ? text.replace(signs, (sign) => decodeURIComponent(sign)) : text;
  return decoded !== text && hasDotSegments(decoded, depth - 1);
}

/** Characters of which every spelling of a dot segment in a URL has at least one. */
const risky = /[.%]/;

/** A dot, a slash, a backslash or a percent sign, percent-encoded; no other encoded character matters. */
const signs = /%(2[ef5]|5c)/gi;
