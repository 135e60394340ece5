import type { ExchangeDetail } from '../hub/types.generated.ts';
import { bodyLimit, NotRepeatable } from './not-repeatable.ts';

/** Headers that curl adds itself, or that apply to one hop only. */
const own =
  /^(authorization|host|connection|content-length|transfer-encoding|accept-encoding|user-agent|keep-alive|expect)$/i;

/** The text in place of a masked token in the trace. */
const mask = '***';

/** An exchange as a curl command; tokens are shell variables that the user sets, named after their party. */
export function asCurl(exchange: ExchangeDetail): string {
  const { method, url, request, direction, time, http_status, ocpi_status, from, to } = exchange;
  const body = request.body ?? '';
  if (body.length >= bodyLimit)
    throw new NotRepeatable('the trace has cut the body of this request, so it cannot be repeated');
  const authorized = Object.keys(request.headers).some((name) => /^authorization$/i.test(name));
  const variables: [string, string][] = [];
  if (authorized)
    variables.push([
      'OCPI_TOKEN',
      direction === 'IN'
        ? `the token that ${from ?? 'the partner'} calls the hub with`
        : `the token that the hub calls ${to ?? 'the partner'} with`,
    ]);
  const parts = [`curl -sS -i -X ${method} ${quoted(url)}`];
  if (authorized) parts.push('-H "Authorization: Token $OCPI_TOKEN"');
  for (const [name, value] of Object.entries(request.headers))
    if (!own.test(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== '') {
    const secret = body.includes(`"${mask}"`);
    if (secret) variables.push(['CREDENTIALS_TOKEN', 'the token that the body hands over']);
    const text = quoted(body);
    parts.push(`--data-raw ${secret ? text.replaceAll(`"${mask}"`, `"'"$CREDENTIALS_TOKEN"'"`) : text}`);
  }
  return [
    `# ${time}: answered with HTTP ${http_status ?? 'nothing'}${ocpi_status === null ? '' : `, status code ${ocpi_status}`}`,
    ...variables.map(([name, what]) => `: "\${${name}:?set it to ${what}}"`),
    parts.join(' \\\n  '),
  ].join('\n');
}

/** A text quoted as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
