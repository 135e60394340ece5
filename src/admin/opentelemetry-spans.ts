import { createHash } from 'node:crypto';
import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';

/** Turns finished exchanges into OpenTelemetry spans. */
export interface Tracing {
  span(exchange: Exchange): void;
  /** Exports the spans that have not been sent yet, and ends the tracing. */
  stop(): Promise<void>;
}

/** Environment variables that ask for spans; the usual `OTEL_*` ones configure the exporter itself. */
const wishes = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'];

/**
 * Starts OpenTelemetry if the environment asks for it; otherwise loads nothing. All exchanges of one correlation id
 * form one trace; an exchange's consequences are its child spans, also across partners that pass the id on.
 */
export async function startTracing(env: NodeJS.ProcessEnv): Promise<Tracing | undefined> {
  const wish = wishes.find((name) => env[name]);
  if (!wish || env.OTEL_SDK_DISABLED === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return undefined;
  const { api, NodeSDK } = await load(wish);
  const next = { traceId: '', spanId: '' };
  const sdk = new NodeSDK({
    serviceName: env.OTEL_SERVICE_NAME ?? 'ocpi-hub',
    instrumentations: [],
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
  });
  sdk.start();
  const tracer = api.trace.getTracer('ocpi-hub');
  return {
    span(exchange) {
      const { id, parent_id, correlation_id, direction, time, duration_ms } = exchange;
      next.traceId = digest(correlation_id, 32);
      next.spanId = digest(id, 16);
      const above = parent_id && { traceId: next.traceId, spanId: digest(parent_id, 16), traceFlags: 1 };
      const context = above
        ? api.trace.setSpanContext(api.ROOT_CONTEXT, { ...above, isRemote: false })
        : api.ROOT_CONTEXT;
      const start = Date.parse(time);
      const kind = direction === 'IN' ? api.SpanKind.SERVER : api.SpanKind.CLIENT;
      const name = `${exchange.method} ${exchange.module ?? 'unknown'}`;
      const span = tracer.startSpan(
        name,
        { kind, startTime: start, attributes: attributesOf(exchange) },
        context,
      );
      if (hasFailed(exchange))
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: exchange.error ?? undefined });
      span.end(start + duration_ms);
    },
    stop: () => sdk.shutdown().catch(() => undefined),
  };
}

async function load(wish: string) {
  try {
    const [api, { NodeSDK }] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-node'),
    ]);
    return { api, NodeSDK };
  } catch {
    throw new Error(
      `${wish} is set, and OpenTelemetry is not installed: npm install @opentelemetry/api @opentelemetry/sdk-node, or unset it`,
    );
  }
}

function attributesOf(exchange: Exchange): Record<string, string | number> {
  const { method, url, http_status, ocpi_status, request_id, correlation_id, from, to, module, connection } =
    exchange;
  const all = {
    'http.request.method': method,
    'url.full': url,
    'http.response.status_code': http_status,
    'ocpi.status_code': ocpi_status,
    'ocpi.request_id': request_id,
    'ocpi.correlation_id': correlation_id,
    'ocpi.from': from,
    'ocpi.to': to,
    'ocpi.module': module,
    'ocpi.connection': connection,
  };
  return Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string | number] => pair[1] !== null),
  );
}

/**
 * Whether the span has the status of an error: no answer, an HTTP 5xx, an OCPI 3xxx, or for a request of the hub any
 * OCPI error. A caller's mistake is no error of the server.
 */
function hasFailed({ direction, http_status, ocpi_status }: Exchange): boolean {
  if (http_status === null || http_status >= 500) return true;
  return ocpi_status !== null && ocpi_status >= (direction === 'IN' ? 3000 : 2000);
}

/** A deterministic id in OpenTelemetry's format. */
function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
