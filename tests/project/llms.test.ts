import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as library from '../../src/index.ts';
import { COMMANDS, optionsOfCommands } from '../../src/cli/commands.ts';
import { mockThings } from '../mock/things.ts';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('llms.txt', root), 'utf8');
const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];

describe('llms.txt', () => {
  test('is short', () => {
    expect(text.length).toBeLessThan(4_500);
  });

  test('names commands that there are', () => {
    const commands = found(/`stuntdouble ([a-z]+)/g);
    expect(commands).toEqual(expect.arrayContaining(['mock', 'test', 'mcp']));
    expect(commands.filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
  });

  test('names options that the commands have', async () => {
    const known = [...(await optionsOfCommands()).values()].flatMap((options) => Object.keys(options));
    const options = found(/--([a-z-]+)/g);
    expect(options.length).toBeGreaterThan(9);
    expect(options.filter((name) => !known.includes(name.replace(/^no-/, '')))).toEqual([]);
  });

  test('names control requests that there are', async () => {
    const app = mockThings();
    const { url, close } = await library.listen(app, { port: 0 });
    const listed = (await (await fetch(`${url}/_stuntdouble`)).json()) as {
      endpoints: readonly { path: string; methods: readonly string[] }[];
    };
    await close();
    const known = listed.endpoints.flatMap(({ path, methods }) =>
      methods.map((method) => `${method} ${path}`),
    );
    const named = found(/`((?:GET|POST|DELETE) \/_stuntdouble\/[\w./]+)`/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('names tools, functions and files that there are', () => {
    const app = mockThings();
    const functions = found(/`app\.(\w+)\(\)`/g);
    expect(functions.filter((name) => !(name in app))).toEqual([]);
    const imported = found(/import \{ ([\w, ]+) \} from 'stuntdouble'/g).flatMap((names) =>
      names.split(', '),
    );
    expect(imported.filter((name) => !(name in library))).toEqual([]);
    const files = found(/\b([\w./-]+\.(?:json|md)):/g);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });
});
