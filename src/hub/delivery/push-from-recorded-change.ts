import { wholePush } from '../full-object-push.ts';
import type { ChangeRecord } from '../ports/object-store.ts';
import type { ArrivalForm, Push } from '../push-types.ts';

/**
 * Turns a change of another hub process into a push: as it arrived, or as the whole object where an earlier change of
 * it has not been passed on.
 */
export function pushOf(record: ChangeRecord, intact: boolean): Push {
  const { module, owner, id, changed, object } = record;
  const form = record.form as ArrivalForm | undefined;
  const answerOf = form?.direct ? form.only : undefined;
  const cause = { correlationId: form?.correlationId, parent: form?.parent, answerOf };
  const addressed = intact ? { only: form?.only, direct: form?.direct } : {};
  if (!object) {
    const gone = { module, owner, id, recipient: null, changed };
    return {
      object: gone,
      method: 'DELETE',
      id: form?.id ?? id,
      path: [],
      body: undefined,
      ...cause,
      ...addressed,
    };
  }
  if (!form || !intact) return { ...wholePush(object), ...cause };
  const { method, path, body } = form;
  const { edition } = form;
  return {
    object: edition === undefined ? object : { ...object, edition },
    method,
    id: form.id,
    path,
    body: body === undefined ? object.bytes : Buffer.from(body),
    ...cause,
    ...addressed,
  };
}
