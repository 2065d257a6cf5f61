import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { OPERATOR_NAMES } from '../../../src/contract/strength/model/operators.ts';
import { listen } from '../../../src/mock/server/listen.ts';
import { mockThings } from '../../mock/things.ts';
import { ROOT } from './pages.ts';

const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** Returns what stands in backticks in a page. */
const codeIn = (path: string) => [...read(path).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Returns the names of the members of an interface in a file. */
function membersOf(name: string, path: string): readonly string[] {
  const [, members = ''] = new RegExp(`interface ${name}\\b[^{]*\\{([^]*?)^\\}`, 'm').exec(read(path)) ?? [];
  return [...members.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member = '']) => member);
}

describe('what the pages list', () => {
  test('all control requests: docs/control.md', async () => {
    const { url, close } = await listen(mockThings(), { port: 0 });
    const { endpoints } = (await (await fetch(`${url}/_stuntdouble`)).json()) as {
      endpoints: readonly { path: string }[];
    };
    await close();
    const named = codeIn('docs/control.md').map((code) => code.replace(/^(GET|POST) \/_stuntdouble|^…/, ''));
    const paths = endpoints.map(({ path }) => path.replace('/_stuntdouble', ''));
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !named.includes(path))).toEqual([]);
  });

  test('all options of createMock: docs/embedding.md', () => {
    const options = [
      ...membersOf('ApiOptions', 'src/bundled/mock-apis.ts'),
      ...membersOf('MockSettings', 'src/mock/mock-settings.ts'),
      ...membersOf('AppSettings', 'src/mock/server/serve.ts'),
    ];
    expect(options.length).toBeGreaterThan(25);
    const named = codeIn('docs/embedding.md');
    expect(options.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('all that a behaviours file may have: docs/mock.md', () => {
    const members = membersOf('Behaviours', 'src/mock/behaviour/behaviour.ts');
    expect(members.length).toBeGreaterThan(5);
    const named = codeIn('docs/mock.md');
    expect(members.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('all inputs and outputs of the action: docs/reports.md', () => {
    const { inputs, outputs } = load(read('action/action.yml')) as Record<'inputs' | 'outputs', object>;
    const named = codeIn('docs/reports.md');
    const all = [...Object.keys(inputs), ...Object.keys(outputs)];
    expect(all.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('the number of ways to break a mock: docs/strength.md', () => {
    expect(read('docs/strength.md')).toContain(`There are ${OPERATOR_NAMES.length} operators`);
  });
});
