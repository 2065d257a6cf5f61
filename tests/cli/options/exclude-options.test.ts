import { describe, expect, test } from '@jest/globals';
import { PETS } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';

const folder = folderWith({
  'pets.json': PETS,
  'toys.yaml': 'excludeTag: toys\nexcludePhase: [negatives]\n',
});

const suite = (...args: string[]) => run(['test', 'pets.json', '--list', ...args], { cwd: folder });

describe('what a command leaves out', () => {
  test('is not in its plan, whatever else includes it', async () => {
    const { stdout } = await suite('--exclude-operation', 'getPet', '--exclude-path', '/pets/{petId}/**');
    expect(stdout).toContain('pets/listPets/');
    expect(stdout).not.toMatch(/getPet|listToys|getToy/);
    const both = await suite('--operation', 'getPet', '--exclude-operation', 'getPet');
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--exclude-operation getPet') });
  });

  test('may be single cases, by a pattern', async () => {
    const all = await suite('--operation', 'getPet');
    const { stdout } = await suite('--operation', 'getPet', '--exclude-case', 'pets/*/accept/');
    expect(all.stdout).toContain('/accept');
    expect(stdout).not.toContain('/accept');
    expect(stdout).toContain('pets/getPet/');
  });

  test('may be in the settings', async () => {
    const { stdout } = await suite('--config', 'toys.yaml');
    expect(stdout).toContain('pets/getPet/');
    expect(stdout).not.toMatch(/getToy|listToys/);
  });

  test.each([
    [['--exclude-operation', 'getPt'], 'there is no such operation; did you mean getPet?'],
    [['--exclude-tag', 'toy'], 'no operation has that tag; did you mean toys?'],
    [['--exclude-case', 'pets/getPt/*'], 'no such case'],
    [['--exclude-check', 'statos'], 'did you mean status?'],
  ])('is refused where there is no such thing: %p', async (args, text) => {
    const { code, stderr } = await suite(...args);
    expect({ code, isSaid: stderr.includes(text) }).toEqual({ code: 2, isSaid: true });
  });
});
