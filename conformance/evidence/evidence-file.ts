import { constants } from 'node:fs';
import { access, appendFile, chmod, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../report/json-report.ts';
import type { Trial } from '../suite-run-state.ts';
import { type Signer, signerFrom, usualKeyFile } from './ed25519-signer.ts';
import { bundleOf, runOf, signatureOf } from './evidence-of-run.ts';
import type { Verification } from './verify-evidence.ts';

/** The file to which the evidence of a run is written. */
export interface Bundle {
  file: string;
  /** The reason why the evidence could not be written: a finished run has its report all the same. */
  trouble?: string;
  /** Writes the evidence of a finished run, readable for its owner alone, since it contains the partner's answers. */
  write(trial: Trial, report: Report): Promise<void>;
}

/**
 * Prepares the evidence file of a run: reads the signing key, or makes it, before the run begins. Throws BadKey, or the
 * error of the folder.
 */
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

/** Adds the partner's signature to evidence that was verified. */
export async function countersign(
  file: string,
  { entries, last }: Verification,
  signer: Signer,
  name?: string,
): Promise<void> {
  await appendFile(file, signatureOf('partner', entries, last, signer, new Date(), name));
}
