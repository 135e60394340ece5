/** The fields of an exchange, one request with its answer in the hub's trace, that commands use. */
export interface Exchange {
  id: string;
  time: string;
  direction: 'IN' | 'OUT';
  connection: string | null;
  module: string | null;
  method: string;
  url: string;
  http_status: number | null;
  ocpi_status: number | null;
  duration_ms: number;
  request_id: string;
  correlation_id: string;
  parent_id: string | null;
  from: string | null;
  to: string | null;
  findings: { pointer: string; message: string; requirement?: string }[];
  error: string | null;
  /** Number of earlier requests of unknown senders that the trace has not stored. */
  left_out?: number;
}

/** The request or response of an exchange: its tokens are masked, its body is cut at `bodyLimit` characters. */
interface Message {
  headers: Record<string, string>;
  body: string | null;
}

/** A recorded OCPI request and its answer, with headers and bodies. */
export interface WholeExchange extends Exchange {
  request: Message;
  response: Message;
}
