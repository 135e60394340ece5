import type { Agreement, Agreements } from '../../hub/ports/registry.ts';
import { newAgreementIndex } from '../shared/agreement-index.ts';
import { anew } from '../shared/frozen.ts';
import type { Level, Operation } from './checked-level.ts';
import type { Commit } from './group-commit.ts';
import { agreementKey, agreementRows, placeIn, takenOverKey } from './keys.ts';

/** The agreements as rows of the objects' database. */
export interface AgreementRows {
  agreements: Agreements;
  /** Keeps agreements, new and known ones, in one batch; resolves with them once durable. */
  put(agreements: Agreement[]): Promise<Agreement[]>;
  /**
   * Takes over the agreements of an earlier release's registry file, once. False when that has been done and the file holds
   * others now: then nothing changes.
   */
  takeOver(left: Agreement[]): Promise<boolean>;
}

/** Opens the agreements: all are in memory. */
export async function openAgreements(level: Level, commit: Commit): Promise<AgreementRows> {
  const index = newAgreementIndex();
  for await (const some of level.pages(agreementRows))
    for (const [key, value] of some) index.put(JSON.parse(value.toString()) as Agreement, placeIn(key));

  async function put(wanted: Agreement[], more: Operation[] = []): Promise<Agreement[]> {
    const made = wanted.map(anew);
    const rows = [...index.placed(made).values()];
    const operations = rows.map(
      ({ place, agreement }): Operation => ({
        type: 'put',
        key: agreementKey(place),
        value: Buffer.from(JSON.stringify(agreement)),
      }),
    );
    if (operations.length + more.length > 0) await commit([...operations, ...more]);
    for (const { place, agreement } of rows) index.put(agreement, place);
    return made;
  }

  async function takeOver(left: Agreement[]): Promise<boolean> {
    const done = (await level.get(takenOverKey)) !== undefined;
    // A crash between the rows and the file leaves them in both.
    if (done) return left.every((one) => JSON.stringify(index.get(one.id)) === JSON.stringify(one));
    await put(left, [{ type: 'put', key: takenOverKey, value: Buffer.from('done') }]);
    return true;
  }

  return { agreements: index, put: (wanted) => put(wanted), takeOver };
}
