import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Handshakes } from '../in-memory-state.ts';

/** Most handshakes of one connection that wait while another one runs. */
const mayWait = 8;

/** Runs the handshakes of a connection one after another; refuses a new one where too many wait. */
export async function afterOthers<T>(
  lines: Handshakes,
  connection: string,
  handshake: () => Promise<T>,
): Promise<T> {
  const line = lines.get(connection) ?? { count: 0, last: Promise.resolve() };
  if (line.count > mayWait)
    throw new OcpiError('tooMany', 'handshakes of this connection are under way: try again after that', {
      headers: { 'Retry-After': '5' },
    });
  lines.set(connection, line);
  line.count += 1;
  const turn = line.last.then(handshake);
  line.last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    line.count -= 1;
    if (line.count === 0) lines.delete(connection);
  }
}
