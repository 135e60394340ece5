import { fullFormats } from 'ajv-formats/dist/formats.js';
import { CronPattern } from 'croner';
import { readNetwork } from '../ocpi/client/allowed-networks.ts';
import { isNameService } from '../ocpi/client/dns-resolver.ts';
import { findingsOf } from '../ocpi/schemas/ajv-errors-to-findings.ts';
import { newAjv } from '../ocpi/schemas/ajv-with-keywords.ts';
import { readSchemas } from '../ocpi/schemas/schemas.ts';
import { isZone } from '../ocpi/words/days-in-time-zone.ts';
import type { Finding } from '../ocpi/words/finding-type.ts';

/** Names of the schemas in `schemas/hub`: bodies of the admin API and the configuration. */
export type ShapeName =
  | 'connection-new'
  | 'connection-change'
  | 'agreement-new'
  | 'agreement-change'
  | 'agreement-set'
  | 'configuration'
  | 'sync-new'
  | 'resend-new'
  | 'conformance-new'
  | 'convergence-new'
  | 'held-settle'
  | 'settlement-new'
  | 'workspace-new'
  | 'workspace-callback-new'
  | 'workspace-suite-new';

const ajv = newAjv();
ajv.addFormat('zoned-date-time', fullFormats['date-time']);
ajv.addFormat('cron', isCron);
ajv.addFormat('time-zone', isZone);
ajv.addFormat('networks', (text) => text === '' || text.split(',').every(readNetwork));
ajv.addFormat('name-service', isNameService);
ajv.addFormat('postgres-url', (text) => /^postgres(ql)?:\/\/[^/]/.test(text) && URL.canParse(text));
for (const schema of Object.values(readSchemas('hub'))) ajv.addSchema(schema);

function isCron(text: string): boolean {
  try {
    new CronPattern(text);
    return true;
  } catch {
    return false;
  }
}

/** Every problem of a value against a schema of `schemas/hub`; empty when the value is valid. */
export function checkShape(name: ShapeName, value: unknown): Finding[] {
  const validate = ajv.getSchema(`schema:/hub/${name}.json`);
  if (!validate) throw new Error(`no schema is named ${name}`);
  return validate(value) ? [] : findingsOf(validate.errors ?? []);
}
