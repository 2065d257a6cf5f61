import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { linesInFiles } from '../../../src/description/load/lines-in-files.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { folderWith } from '../../temporary-folder.ts';

const TEXT = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      description: ${'long '.repeat(100)}
      responses:
        '200': { description: Pets }
`;

test('a place has the lines around it, each of which is cut where it is long', () => {
  const folder = folderWith({ 'pets.yaml': TEXT });
  const linesOf = linesInFiles(loadDescriptionSync(join(folder, 'pets.yaml')));
  const found = linesOf('/paths/~1pets/get/responses/200');
  expect(found).toMatchObject({ first: 5, marked: 8 });
  expect(found?.lines[3]).toBe("        '200': { description: Pets }");
  expect(found?.lines[1]).toMatch(/^ {6}description: long .*…$/);
  expect(found?.lines[1]).toHaveLength(201);
  expect(linesOf('/openapi')).toMatchObject({ first: 1, marked: 1 });
});

test('a description that is in no file has no lines', () => {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/pets': { get: {} } } };
  expect(linesInFiles(loadDescriptionSync(document))('/info')).toBeUndefined();
});
