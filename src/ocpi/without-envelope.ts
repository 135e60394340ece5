import type { Finding } from './validation.ts';

/** An answer as it came. */
interface Came {
  method: string;
  http: number;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  empty: boolean;
}

/** What an answer that is no envelope, or a crooked one, means all the same; `code` is absent where that cannot be told. */
interface Meaning {
  code?: number;
  said?: string;
  findings: Finding[];
}

/**
 * Reads answers as web frameworks give them: `{"detail": …}` with an HTTP error, nothing at all after a write, a
 * content type that is missing.
 */
export function wordsOf(came: Came): Meaning {
  const { http, headers, body, empty, method } = came;
  const meaning: Meaning = { findings: [] };
  const note = (message: string, pointer = '') => meaning.findings.push({ pointer, message });
  if (!empty && !/json/i.test(String(headers['content-type'] ?? '')) && body !== undefined)
    note(`content type ${String(headers['content-type'] ?? 'missing')} was read as JSON`);
  const code = (body as { status_code?: unknown } | undefined)?.status_code;
  if (typeof code === 'number') {
    if ([400, 409, 422].includes(http)) note(`HTTP ${http} where 2.1.1 answers 200 with a status code`);
    return meaning;
  }
  if (http >= 200 && http < 300 && empty && method !== 'GET') {
    note(`HTTP ${http} without a body was taken for success`);
    return { ...meaning, code: 1000 };
  }
  if (body === undefined) return meaning;
  const said = complaint(body);
  if (http < 400 || said === undefined) return meaning;
  note(`HTTP ${http} without an envelope was read as a refusal`);
  return { ...meaning, code: codeOf(http), said };
}

function codeOf(http: number): number {
  if (http >= 500) return 3000;
  return http === 400 || http === 404 || http === 422 ? 2001 : 2000;
}

/** The words of a framework's error: FastAPI and Django write `detail`, others `message`, `error` or `title`. */
function complaint(body: unknown): string | undefined {
  const { detail, message, error, title } = body as Record<string, unknown>;
  const words = [detail, message, error, title].find((value) => value !== undefined && value !== null);
  if (words === undefined) return undefined;
  return (typeof words === 'string' ? words : JSON.stringify(words)).slice(0, 500);
}
