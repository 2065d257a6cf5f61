import { join } from 'node:path';
import { folderWith } from '../temporary-folder.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type Description } from '../../src/description/model/description.ts';
import { type LoadOptions } from '../../src/description/load/load-description.ts';

/** Loads the first of these files, with the others beside it. */
export function loadFiles(files: Readonly<Record<string, unknown>>, options: LoadOptions = {}): Description {
  return loadDescriptionSync(join(folderWith(files), Object.keys(files)[0] ?? ''), options);
}

/** A description of OpenAPI 3.1 with these parts. */
export function openapi(parts: object): Record<string, unknown> {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, ...parts };
}

/** An operation that answers 200 with JSON of this schema. */
export function answering(schema: object): object {
  return { responses: { '200': { description: '', content: { 'application/json': { schema } } } } };
}

/** Returns the violations of a response body, as `place message`; the operation is found by its id. */
export function brokenBy(description: Description, id: string, body: unknown): readonly string[] {
  const operation = description.operationById(id);
  const schema = operation?.responses[0]?.content[0]?.schema;
  if (schema === undefined) throw new Error(`${id} documents no schema`);
  const errors = description.validators.of(schema, 'response')(body);
  return errors.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}
