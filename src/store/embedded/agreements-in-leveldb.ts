import type { Agreement, Agreements } from '../../hub/ports/connection-registry.ts';
import { anew } from '../common/frozen-copies.ts';
import { newAgreementIndex } from '../common/in-memory-agreements.ts';
import type { Commit } from './group-commit-to-leveldb.ts';
import { agreementKey, agreementRows, placeIn, takenOverKey } from './keys-of-objects-in-leveldb.ts';
import type { Level, Operation } from './leveldb-with-checksums.ts';

/** The agreements of the embedded store, as rows of the LevelDB database that contains the objects. */
export interface AgreementRows {
  agreements: Agreements;
  /** Stores agreements, new and known ones, in one batch; resolves with them once durable. */
  put(agreements: Agreement[]): Promise<Agreement[]>;
  /**
   * Moves the agreements from an earlier release's registry file into the database, once. False when that was done
   * before and the file contains others now: then nothing changes.
   */
  takeOver(left: Agreement[]): Promise<boolean>;
}

/** Opens the agreements and reads all of them into memory. */
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
    // A crash between writing the rows and the file leaves agreements in both.
    if (done) return left.every((one) => JSON.stringify(index.get(one.id)) === JSON.stringify(one));
    await put(left, [{ type: 'put', key: takenOverKey, value: Buffer.from('done') }]);
    return true;
  }

  return { agreements: index, put: (wanted) => put(wanted), takeOver };
}
