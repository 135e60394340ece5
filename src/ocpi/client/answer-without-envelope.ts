import type { Judged } from '../words/finding-type.ts';

/** The HTTP status and the parsed body of an answer as it arrived. */
interface Came {
  method: string;
  http: number;
  body: unknown;
  empty: boolean;
}

/** The meaning of an answer without a valid OCPI envelope; `code` is absent where the answer does not tell one. */
interface Meaning {
  code?: number;
  said?: string;
  findings: Judged[];
}

/** HTTP errors for which 2.1.1 has HTTP 200 with a status code. */
const aboutContent = [400, 409, 422];

/**
 * Reads answers without an OCPI envelope, as web frameworks give them: `{"detail": …}` with an HTTP error, nothing at
 * all after a write.
 */
export function wordsOf(came: Came): Meaning {
  const { http, body, empty, method } = came;
  const meaning: Meaning = { findings: [] };
  const note = (message: string, requirement: string) =>
    meaning.findings.push({ pointer: '', message, requirement, lenient: true });
  const code = (body as { status_code?: unknown } | undefined)?.status_code;
  if (typeof code === 'number') {
    if (aboutContent.includes(http))
      note(`HTTP ${http} where 2.1.1 answers 200 with a status code`, 'TRANS-17');
    if (http >= 400 && code < 2000)
      note(`HTTP ${http} with status code ${code} was read as a refusal`, 'TRANS-17');
    return meaning;
  }
  if (http >= 200 && http < 300 && empty && method !== 'GET') {
    note(`HTTP ${http} without a body was taken for success`, 'TRANS-09');
    return { ...meaning, code: 1000 };
  }
  if (body === undefined) return meaning;
  const said = complaint(body);
  if (http < 400 || said === undefined) return meaning;
  note(`HTTP ${http} without an envelope was read as a refusal`, 'TRANS-09');
  return { ...meaning, code: codeOf(http), said };
}

function codeOf(http: number): number {
  if (http >= 500) return 3000;
  return http === 400 || http === 404 || http === 422 ? 2001 : 2000;
}

/** The error text of a web framework: FastAPI and Django write `detail`, others `message`, `error` or `title`. */
function complaint(body: unknown): string | undefined {
  const { detail, message, error, title } = body as Record<string, unknown>;
  const words = [detail, message, error, title].find((value) => value !== undefined && value !== null);
  if (words === undefined) return undefined;
  return (typeof words === 'string' ? words : JSON.stringify(words)).slice(0, 500);
}
