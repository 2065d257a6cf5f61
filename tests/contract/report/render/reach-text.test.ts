import { expect, test } from '@jest/globals';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { reachLines } from '../../../../src/contract/report/render/reach-text.ts';
import { notAllowed, shown, type Asked, type Reply } from '../../run/small-server.ts';
import { publishedOn } from '../published-on.ts';

/** The first three are refused for one reason, each of the others for its own. */
const NAMES = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox'];

function refusing({ method, path }: Asked): Reply {
  if (method !== 'GET') return notAllowed('GET');
  const name = path.slice(1);
  return [409, { why: NAMES.indexOf(name) < 3 ? 'nothing is ready' : `no ${name} is ready` }];
}

test('operations that were not reached for one reason are told once, and many reasons in a line each', async () => {
  const paths = Object.fromEntries(
    NAMES.map((name) => [
      `/${name}`,
      { get: { operationId: name, responses: { 200: shown(), 409: shown() } } },
    ]),
  );
  const { report } = await publishedOn(paths, refusing);
  const lines = reachLines(report, PLAIN);
  expect(lines[0]).toBe('– not reached, ant, bee, cat: its valid requests were answered 409');
  expect(lines.filter((line) => line.startsWith('– '))).toHaveLength(4);
  expect(lines.filter((line) => line.startsWith('    GET /'))).toHaveLength(2);
  expect(lines.at(-1)).toBe('– not reached, fox: 409 {"why":"no fox is ready"}');
});
