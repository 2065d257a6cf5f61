import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { loadDescriptionSync } from '../../src/load-description.ts';
import { type Description } from '../../src/description/model/description.ts';
import { type LoadOptions } from '../../src/description/load/load-description.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files in it, by path; values that are no texts are written as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Loads the first of these files, with the others beside it. */
export function loadFiles(files: Readonly<Record<string, unknown>>, options: LoadOptions = {}): Description {
  return loadDescriptionSync(join(folderOf(files), Object.keys(files)[0] ?? ''), options);
}

/** A description of OpenAPI 3.1 with these parts. */
export function openapi(parts: object): Record<string, unknown> {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, ...parts };
}

/** An operation that answers 200 with JSON of this schema. */
export function answering(schema: object): object {
  return { responses: { '200': { description: '', content: { 'application/json': { schema } } } } };
}

/** What an answer's body breaks, as `place message`; the operation is found by its id. */
export function brokenBy(description: Description, id: string, body: unknown): readonly string[] {
  const operation = description.operationById(id);
  const schema = operation?.responses[0]?.content[0]?.schema;
  if (schema === undefined) throw new Error(`${id} documents no schema`);
  const errors = description.validators.of(schema, 'response')(body);
  return errors.map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}
