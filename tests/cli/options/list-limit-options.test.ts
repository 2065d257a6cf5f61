import { describe, expect, test } from '@jest/globals';
import { PETS } from '../../contract/pets.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run } from '../command.ts';

const folder = folderWith({ 'pets.json': PETS, 'few.yaml': 'listRequests: 1\n' });

const listed = async (...args: string[]) => {
  const { stdout } = await run(['test', 'pets.json', '--list', ...args], { cwd: folder });
  return stdout.split('\n').filter((line) => line.includes('/listed/'));
};

describe('how much of a list is read', () => {
  test('is limited by an option, or by a setting', async () => {
    expect((await listed()).length).toBeGreaterThan(0);
    expect(await listed('--list-requests', '1')).toEqual([]);
    expect(await listed('--config', 'few.yaml')).toEqual([]);
  });

  test.each([
    ['--list-pages', '1', 'give a whole number from 2 to 1000000'],
    ['--list-items', 'many', 'give a whole number from 2 to 1000000'],
    ['--list-requests', '0', 'give a whole number from 1 to 1000000'],
  ])('is a number: %s %s is refused', async (name, value, text) => {
    const { code, stderr } = await run(['test', 'pets.json', name, value], { cwd: folder });
    expect({ code, isSaid: stderr.includes(`${name} ${value}: ${text}`) }).toEqual({ code: 2, isSaid: true });
  });
});
