import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** The Location's validator by Ajv, from the schemas in the folder, without the rules that this project adds. */
export function plainAjv(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, logger: false });
  ajv.addFormat('utc-date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/);
  ajv.addFormat('http-url', /^https?:\/\/\S+$/);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  const folder = 'schemas/2.1.1';
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
    ajv.addSchema(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as AnySchemaObject);
  const validate = ajv.getSchema('location.json');
  if (!validate) throw new Error(`${folder}/location.json is not there`);
  return validate as ValidateFunction;
}
