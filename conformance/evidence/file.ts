import { constants } from 'node:fs';
import { access, appendFile, chmod, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../report/report.ts';
import type { Trial } from '../trial.ts';
import { bundleOf, runOf, signatureOf } from './bundle.ts';
import { type Signer, signerFrom, usualKeyFile } from './signer.ts';
import type { Verification } from './verify.ts';

/** Prepares the bundle of a run: the key is there, or made, before anything begins. Throws BadKey, or the error of the folder. */
export async function bundleFile(file: string, keyFile = usualKeyFile()) {
  const signer = signerFrom(keyFile);
  await access(dirname(file), constants.W_OK);
  return {
    /** Writes the bundle of a run that is over, for its owner alone: it holds what the partner answered. */
    async write(trial: Trial, report: Report): Promise<void> {
      await writeFile(file, bundleOf(runOf(trial, report), signer, new Date()), { mode: 0o600 });
      await chmod(file, 0o600);
    },
  };
}

/** Adds the signature of the other side to a bundle that was found sound. */
export async function countersign(
  file: string,
  { entries, last }: Verification,
  signer: Signer,
  name?: string,
): Promise<void> {
  await appendFile(file, signatureOf('partner', entries, last, signer, new Date(), name));
}
