import type { ExchangeDetail, FindingView } from '../../../hub/types.generated.ts';

/** The findings about an exchange, by request and response. */
export interface Found {
  request: FindingView[];
  answer: FindingView[];
}

/**
 * Assigns the findings about an exchange to its request or, where the request has none, to its response; a refusal adds
 * the findings that it lists.
 */
export function findingsOf({ request, response, findings }: ExchangeDetail): Found {
  const said = refusal(response.body);
  const aboutRequest = Boolean(request.body) || findings.every(({ pointer }) => pointer.startsWith('?'));
  const known = new Set(said.map(({ pointer, message }) => `${pointer} ${message}`));
  const noted = findings.filter(({ pointer, message }) => !known.has(`${pointer} ${message}`));
  return { request: [...(aboutRequest ? noted : []), ...said], answer: aboutRequest ? [] : noted };
}

/** The findings in the data of a refusal in this hub's format. */
function refusal(body: string | null): FindingView[] {
  try {
    const { findings } = (JSON.parse(body ?? '') as { data?: { findings?: unknown } }).data ?? {};
    return Array.isArray(findings) ? (findings as FindingView[]) : [];
  } catch {
    return [];
  }
}
