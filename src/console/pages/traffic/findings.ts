import type { ExchangeDetail, FindingView } from '../../../hub/types.generated.ts';

/** The findings of an exchange by what they are about. */
export interface Found {
  request: FindingView[];
  answer: FindingView[];
}

/** What was noted, about what was sent or, where nothing was, about what came back; and what an answer says is wrong with its request. */
export function findingsOf({ request, response, findings }: ExchangeDetail): Found {
  const said = refusal(response.body);
  const aboutRequest = Boolean(request.body) || findings.every(({ pointer }) => pointer.startsWith('?'));
  const known = new Set(said.map(({ pointer, message }) => `${pointer} ${message}`));
  const noted = findings.filter(({ pointer, message }) => !known.has(`${pointer} ${message}`));
  return { request: [...(aboutRequest ? noted : []), ...said], answer: aboutRequest ? [] : noted };
}

/** The findings in the data of a refusal, as this hub writes it. */
function refusal(body: string | null): FindingView[] {
  try {
    const { findings } = (JSON.parse(body ?? '') as { data?: { findings?: unknown } }).data ?? {};
    return Array.isArray(findings) ? (findings as FindingView[]) : [];
  } catch {
    return [];
  }
}
