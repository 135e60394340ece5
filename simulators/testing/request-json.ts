/** The JSON that a server answers; rejects with the server's words where it answers 400 or more. */
export async function jsonOf(
  whom: string,
  url: string,
  { method, body, headers = {} }: { method: string; body?: unknown; headers?: Record<string, string> },
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : (JSON.parse(text) as unknown);
  if (response.status < 400) return answer;
  const { error, detail } = answer as { error?: string; detail?: string };
  throw new Error(`${whom} answered ${response.status} to ${method} ${url}: ${error ?? detail ?? text}`);
}
