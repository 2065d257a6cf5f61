import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve } from '../command.ts';

const INPUT = `openapi: 3.1.0
info: { title: Input, version: '1' }
paths:
  /pets:
    get:
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: pet.yaml } } } }
  /broken:
    get: { responses: { '200': { $ref: '#/missing' } } }
`;

const cwd = folderWith({ 'pet.yaml': 'type: object\nproperties: { name: { type: string, const: Rex } }\n' });

describe('a description from the standard input', () => {
  test('is inspected, with the lines of its faults, and with the files beside it', async () => {
    const { code, stdout } = await run(['inspect', '-'], { cwd, input: INPUT });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Input 1 (OpenAPI 3.1.0, -)']);
    expect(stdout).toContain('-:9: $ref: #/missing leads nowhere');
    expect(stdout).not.toContain('pet.yaml');
  });

  test('is served', async () => {
    const serving = await serve(['-'], { cwd, input: INPUT });
    expect(await (await fetch(`${serving.url}/pets`)).json()).toEqual({ name: 'Rex' });
    await serving.stop();
  });

  test('is tested, and a case of it is run again', async () => {
    const { code, stdout } = await run(['test', '-'], { cwd, input: INPUT });
    expect([code, stdout]).toEqual([0, expect.stringContaining('passed: nothing was found')]);
    const id = 'api/GET /pets/valid/required-only';
    const again = await run(['replay', id, '-'], { cwd, input: INPUT });
    expect(again).toMatchObject({ code: 0, stderr: '' });
  });

  test('has types', async () => {
    const { code, stdout } = await run(['types', '-'], { cwd, input: INPUT });
    expect([code, stdout]).toEqual([0, expect.stringContaining('"Rex"')]);
  });

  test('is checked by swagger-parser with --strict, the files beside it too', async () => {
    const fine = INPUT.replace(/ {2}\/broken:\n.*\n/, '');
    expect(await run(['inspect', '-', '--strict'], { cwd, input: fine })).toMatchObject({ code: 0 });
    const wrong = fine.replace("version: '1' }", "version: '1', contact: { email: 1 } }");
    const { code, stderr } = await run(['inspect', '-', '--strict'], { cwd, input: wrong });
    expect([code, stderr]).toEqual([2, expect.stringContaining('swagger-parser: ')]);
  });

  test.each([
    ['', /-: the file is empty/],
    ['a: [', /-:\d+:\d+: /],
  ])('that is none is refused: %j', async (input, message) => {
    const { code, stderr } = await run(['inspect', '-'], { cwd, input });
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
