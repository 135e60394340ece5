import type { ExchangeDetail, FindingView } from '../../../hub/types.generated.ts';
import { counted } from '../../display-text.ts';
import { Json } from '../../parts/json-view.tsx';

/** A request or response: headers, and the body with its findings. */
export function Message(props: {
  title: string;
  /** The first line of the message, above its headers. */
  begin: string;
  message: ExchangeDetail['request'];
  findings: FindingView[];
}) {
  const { title, begin, message, findings } = props;
  const heading = `message-${title.toLowerCase()}`;
  const body = message.body === null || message.body === '' ? undefined : parsed(message.body);
  const ofQuery = findings.filter(({ pointer }) => pointer.startsWith('?'));
  const ofBody = findings.filter((finding) => !ofQuery.includes(finding));
  const unplaced = body && 'json' in body ? ofQuery : findings;
  return (
    <section class="card" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <p class="begin">{begin}</p>
      <details>
        <summary>{counted(Object.keys(message.headers).length, 'header')}</summary>
        <dl class="facts">
          {Object.entries(message.headers).map(([name, value]) => (
            <>
              <dt key={name}>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </details>
      {unplaced.map(({ pointer, message: words }) => (
        <p key={pointer + words} class="finding">
          {pointer && <code>{pointer}</code>} {words}
        </p>
      ))}
      {body === undefined && <p class="hint">No body.</p>}
      {body && 'json' in body && (
        <Json value={body.json} label={`${title} body`} findings={ofBody} base={baseOf(body.json, ofBody)} />
      )}
      {body && 'text' in body && (
        <pre tabIndex={0} role="region" aria-label={`${title} body`}>
          {body.text}
        </pre>
      )}
    </section>
  );
}

/** The body parsed as JSON, or as text when it is no JSON or was cut. */
function parsed(text: string): { json: unknown } | { text: string } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

/** The JSON Pointer to which findings are relative: findings about an answer point into its `data`. */
function baseOf(json: unknown, findings: FindingView[]): string {
  const data = (json as { data?: unknown } | null)?.data;
  const inEnvelope = typeof data === 'object' && data !== null && 'status_code' in (json as object);
  return inEnvelope && !findings.some(({ pointer }) => pointer.startsWith('/data')) ? '/data' : '';
}
