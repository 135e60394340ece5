import { isPosted } from '../../ocpi/editions/modules.ts';
import { failure } from '../../ocpi/messages/error-with-request-facts.ts';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { isTooDeep } from '../../ocpi/words/json-nesting-depth.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { receive } from '../objects/apply-write.ts';
import { type FiledFrom, listedAs, listedName } from '../objects/owner-of-listed-object.ts';
import type { PulledObject } from '../sync-report-types.ts';

/**
 * Stores an object of a partner's list through `receive`, like a push, and passes on its changes (SYNC-08, 09, 12).
 * `valid` says that the object has been checked as it is; `begun` is the number of the newest change when the list was
 * asked for; `text` is the object's own in the list, of a normal one where it is `asWritten`.
 */
export async function pullObject(
  hub: Hub,
  from: FiledFrom,
  object: unknown,
  valid: boolean,
  begun?: number,
  text?: Buffer,
): Promise<PulledObject> {
  const { module, connection } = from;
  let seen: PulledObject['seen'];
  try {
    const { owner, id, key, body } = await listedName(hub, from, object);
    seen = { owner, id: key };
    if (!text && isTooDeep(object)) throw new OcpiError('invalid', 'is nested too deeply');
    const { changed } = await receive(hub, {
      module,
      edition: connection.edition,
      method: isPosted(module) ? 'POST' : 'PUT',
      owner,
      id,
      path: [],
      body,
      ...(body === object ? { text } : {}),
      pulled: true,
      ...(begun === undefined ? {} : { begun }),
      valid,
      strict: connection.options.strict,
    });
    if (changed.outcome === 'unchanged' || !changed.after) return { outcome: 'unchanged', seen };
    void hub.deliver.offer(wholePush(changed.after), changed.before?.changed);
    return { outcome: 'stored', seen };
  } catch (caught) {
    const { cause: error } = failure(caught);
    if (!(error instanceof OcpiError)) throw error;
    const findings = error.findings.length > 0 ? error.findings : [{ pointer: '', message: error.message }];
    return { outcome: 'rejected', seen, rejection: { id: listedAs(from, object).id, findings } };
  }
}
