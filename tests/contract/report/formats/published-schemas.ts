import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const { resolve } = createRequire(import.meta.url);

function readJson(file: string | URL): object {
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

/** Returns a function that lists the errors of a value by a published schema. */
function errorsBy(schema: object, others: readonly object[] = []): (value: unknown) => readonly unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, unicodeRegExp: false });
  addFormats.default(ajv);
  for (const other of others) ajv.addSchema(other);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

/** The schema of SARIF 2.1.0 by OASIS, which Microsoft's matchers for Jest ship. It has the `id` of draft 4. */
const { id: _id, ...sarif } = readJson(
  resolve('@microsoft/jest-sarif').replace(/lib\/.*$/, 'lib/schemas/sarif-2.1.0-rtm.5.json'),
) as { readonly id: string };

export const sarifErrors = errorsBy(sarif);

/** The schema of the Common Test Report Format, which its own package ships. */
export const ctrfErrors = errorsBy(readJson(resolve('ctrf').replace(/[^/]*$/, 'ctrf-schema-0.0.json')));

const harSchemas = createRequire(import.meta.url)('har-schema') as Readonly<Record<string, object>>;

/** The schema of HAR 1.2, which Ahmad Nassri's package ships. */
export const harErrors = errorsBy(
  harSchemas['har'] ?? {},
  Object.values(harSchemas).filter((one) => one !== harSchemas['har']),
);
