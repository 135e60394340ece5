import type { FindingView } from '../hub/types.generated.ts';

/** One displayed line of a JSON document. */
export interface JsonLine {
  depth: number;
  /** JSON Pointer of the value that begins here; absent on a line with only a closing bracket. */
  pointer?: string;
  name?: string;
  /** The text of the displayed JSON value, or the bracket that begins or ends it. */
  text: string;
  kind: 'string' | 'number' | 'word' | 'bracket';
  comma: boolean;
}

/** The displayed lines of a JSON value. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = [];
  add(lines, value, { depth: 0, pointer: '', comma: false });
  return lines;
}

interface Spot {
  depth: number;
  pointer: string;
  name?: string;
  comma: boolean;
}

function add(lines: JsonLine[], value: unknown, spot: Spot): void {
  if (typeof value !== 'object' || value === null) {
    const kind = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'word';
    lines.push({ ...spot, text: JSON.stringify(value), kind });
    return;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const entries = Object.entries(value);
  if (entries.length === 0) {
    lines.push({ ...spot, text: `${open}${close}`, kind: 'bracket' });
    return;
  }
  lines.push({ ...spot, text: open ?? '', kind: 'bracket', comma: false });
  entries.forEach(([name, child], index) => {
    add(lines, child, {
      depth: spot.depth + 1,
      pointer: `${spot.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ...(Array.isArray(value) ? {} : { name }),
      comma: index < entries.length - 1,
    });
  });
  lines.push({ depth: spot.depth, text: close ?? '', kind: 'bracket', comma: spot.comma });
}

/**
 * Texts of findings by the JSON Pointer of a displayed line: that of the finding's value, or of the nearest displayed
 * value around it.
 */
export function findingsByLine(lines: JsonLine[], findings: FindingView[], base = ''): Map<string, string[]> {
  const known = new Set(lines.map(({ pointer }) => pointer));
  const found = new Map<string, string[]>();
  for (const { pointer, message } of findings) {
    let at = base + pointer;
    let missing = '';
    while (!known.has(at) && at !== '') {
      missing = at.slice(at.lastIndexOf('/') + 1) + (missing && `/${missing}`);
      at = at.slice(0, at.lastIndexOf('/'));
    }
    found.set(at, [...(found.get(at) ?? []), missing ? `${missing}: ${message}` : message]);
  }
  return found;
}
