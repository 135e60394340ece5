import { constants } from 'node:fs';
import { access, appendFile, chmod, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../report/report.ts';
import type { Trial } from '../trial.ts';
import { bundleOf, runOf, signatureOf } from './bundle.ts';
import { type Signer, signerFrom, usualKeyFile } from './signer.ts';
import type { Verification } from './verify.ts';

/** A file that becomes the bundle of a run. */
export interface Bundle {
  file: string;
  /** Why it could not be written: a run that is over has its report all the same. */
  trouble?: string;
  /** Writes the bundle of a run that is over, for its owner alone: it holds the partner's answers. */
  write(trial: Trial, report: Report): Promise<void>;
}

/** Prepares the bundle of a run: the key is there, or made, before anything begins. Throws BadKey, or the error of the folder. */
export async function bundleFile(file: string, keyFile = usualKeyFile()): Promise<Bundle> {
  const signer = signerFrom(keyFile);
  await access(dirname(file), constants.W_OK);
  const bundle: Bundle = {
    file,
    async write(trial, report) {
      try {
        await writeFile(file, bundleOf(runOf(trial, report), signer, new Date()), { mode: 0o600 });
        await chmod(file, 0o600);
      } catch (error) {
        bundle.trouble = (error as Error).message;
      }
    },
  };
  return bundle;
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
