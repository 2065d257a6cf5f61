import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { checkExamples } from '../../../src/cli/mock/check-examples.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { serve } from '../command.ts';
import { folderWith, write } from '../../temporary-folder.ts';

const PETS = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses:
        200:
          description: ''
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
              example: [{ id: one }]
components:
  schemas:
    Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
`;

afterEach(() => {
  jest.useRealTimers();
});

describe('stuntdouble mock', () => {
  test('lists examples that break their schema after it has started', async () => {
    const mock = await serve(['pets.yaml', '--quiet'], { cwd: folderWith({ 'pets.yaml': PETS }) });
    const line = 'invalid example  pets.yaml:12: the example breaks its schema: /0/id must be integer\n';
    await mock.says(line);
    expect(mock.stdout().indexOf(line)).toBeGreaterThan(mock.stdout().indexOf('Listening'));
    expect((await mock.stop()).code).toBe(0);
  });

  test('lists them again after a reload', async () => {
    const folder = folderWith({ 'pets.yaml': PETS });
    const mock = await serve(['pets.yaml', '--quiet', '--watch'], { cwd: folder });
    await mock.says('invalid example  pets.yaml:12: ');
    write(join(folder, 'pets.yaml'), PETS.replace('example: [{ id: one }]', 'example: [{ id: 1, name: 2 }]'));
    await mock.says('invalid example  pets.yaml:12: the example breaks its schema: /0/name must be string\n');
    await mock.stop();
  });

  test('stops cleanly during the check', async () => {
    const mock = await serve(['pets.yaml'], { cwd: folderWith({ 'pets.yaml': PETS }) });
    expect((await mock.stop()).code).toBe(0);
  });
});

describe('the check of the examples', () => {
  const wrong = (value: unknown) => ({
    get: {
      responses: {
        200: {
          description: '',
          content: { 'application/json': { schema: { type: 'integer' }, example: value } },
        },
      },
    },
  });
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'Wrong', version: '1' },
    paths: { '/a': wrong('a'), '/b': wrong('b'), '/c': wrong('c') },
  });

  test('begins after the start, and lists the examples operation by operation', async () => {
    jest.useFakeTimers();
    const lines: string[] = [];
    checkExamples([description], (line) => lines.push(line));
    expect(lines).toEqual([]);
    await jest.runAllTimersAsync();
    expect(lines).toHaveLength(3);
  });

  test('writes nothing after it was stopped, before or during its work', async () => {
    jest.useFakeTimers();
    const lines: string[] = [];
    checkExamples([description], (line) => lines.push(line)).stop();
    await jest.runAllTimersAsync();
    expect(lines).toEqual([]);
    const checking = checkExamples([description], (line) => {
      lines.push(line);
      checking.stop();
    });
    await jest.runAllTimersAsync();
    expect(lines).toHaveLength(1);
  });
});
