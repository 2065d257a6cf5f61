import { describe, expect, test } from '@jest/globals';
import { COMMANDS, optionsOfCommands } from '../../../src/cli/commands.ts';
import { codeBlocksOf, readPages, withoutBlocks } from './pages.ts';

const pages = readPages().filter(({ path }) => path === 'README.md' || /^docs\/[\w-]+\.md$/.test(path));

const definitions = await optionsOfCommands();
const known = new Map([...definitions].map(([command, options]) => [command, Object.keys(options)]));

/** Returns the lines of code of a page, those in its text among them; a line that ends in a backslash goes on. */
const codeLines = pages.flatMap((page) => {
  const inText = [...withoutBlocks(page.text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const inBlocks = codeBlocksOf(page)
    .filter(({ language }) => ['sh', 'console', 'yaml', ''].includes(language))
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'));
  return [...inText, ...inBlocks].map((line) => ({ path: page.path, line }));
});

/** Returns the calls of the command in a line of code: `… | npx stuntdouble mock - --port 0` is one of `mock`. */
function callsIn(line: string): readonly { readonly command: string; readonly options: readonly string[] }[] {
  return line.split(/\s[|>]\s|&&|;| #/).flatMap((part) => {
    const [, command, rest = ''] = /(?:^|\s)stuntdouble ([a-z]+)(?=\s|$)(.*)/.exec(part) ?? [];
    if (command === undefined) return [];
    return [{ command, options: optionsIn(rest) }];
  });
}

/** Returns the names of the options in a text: what stands in quotes is a value. `--exclude-…` names none. */
function optionsIn(text: string): readonly string[] {
  const bare = text.replaceAll(/'[^']*'|"[^"]*"|--[a-z-]+…/g, '');
  return [...bare.matchAll(/(?:^|\s)--([a-z][a-z-]*[a-z])/g)].map(([, name = '']) => name);
}

/** Tells whether a command has an option, which may be switched off by `--no-`. */
function has(options: readonly string[] | undefined, name: string): boolean {
  return options?.includes(name) === true || options?.includes(name.replace(/^no-/, '')) === true;
}

describe('the command lines in the pages', () => {
  const calls = codeLines.flatMap(({ path, line }) => callsIn(line).map((call) => ({ ...call, path, line })));

  test('call commands that there are', () => {
    expect(calls.length).toBeGreaterThan(40);
    const unknown = calls.filter(({ command }) => !Object.hasOwn(COMMANDS, command));
    expect(unknown.map(({ path, line }) => `${path}: ${line}`)).toEqual([]);
  });

  test('give options that the command has', () => {
    const unknown = calls.flatMap(({ command, options, path, line }) =>
      options.filter((name) => !has(known.get(command), name)).map((name) => `${path}: --${name} in ${line}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the options of the commands', () => {
  const told = new Set(
    codeLines.flatMap(({ line }) => [...optionsIn(line), ...(/ -o [\w.]/.test(line) ? ['o'] : [])]),
  );

  test.each([...definitions])('of %s are in README or docs', (_, options) => {
    const missing = Object.entries(options).filter(([name, { short }]) => {
      const isTold = told.has(name) || told.has(`no-${name}`) || (short !== undefined && told.has(short));
      return !isTold && !['help', 'version'].includes(name);
    });
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test('are the only ones that the pages name', () => {
    const all = [...known.values()].flat();
    const unknown = codeLines
      .filter(({ line }) => line.startsWith('--'))
      .flatMap(({ path, line }) => optionsIn(line).map((name) => ({ path, name })))
      .filter(({ name }) => !has(all, name));
    expect(unknown).toEqual([]);
  });
});
