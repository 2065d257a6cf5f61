import { describe, expect, test } from '@jest/globals';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { terminalReport } from '../../../../src/contract/report/render/terminal-report.ts';
import { notAllowed, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';
import { publishedOn } from '../published-on.ts';

const SIZE = { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } };

/** Each takes a body with a size. */
const NAMES = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen'];

const EIGHT = Object.fromEntries(
  NAMES.map((name) => [
    `/${name}`,
    { post: { operationId: name, ...sent(SIZE), responses: { 200: shown(), 422: shown() } } },
  ]),
);

/** Fails without JSON, takes what is no object, and is a teapot where the size is missing. */
function careless({ method, body, members }: Asked): Reply {
  if (method !== 'POST') return notAllowed('POST');
  if (body === undefined) return [500];
  return 'size' in members || typeof body !== 'object' ? [200] : [418];
}

/** Checks all but that there is JSON. */
function almostRight({ method, body, members }: Asked): Reply {
  if (method !== 'POST') return notAllowed('POST');
  return body === undefined || Number.isSafeInteger(members['size']) ? [200] : [422];
}

describe('many findings on a terminal', () => {
  test('are three in full, the others in short, and one where operations say the same', async () => {
    const { report } = await publishedOn(EIGHT, careless);
    const own = report.findings.filter(({ check }) => check !== 'reached');
    expect(own.length).toBeGreaterThanOrEqual(4 * NAMES.length);
    const text = terminalReport(report, PLAIN);
    expect(text.match(/^ {2}case /gm)).toHaveLength(3);
    expect(text).toMatch(/^ {2}likewise {2}bee, cat, dog, eel, fox, gnu, hen$/m);
    const short =
      text.match(/^[✗!] \w+ \(\w+\) {2}small\/\w+\/\S+#\w+(?: and 7 others)?, \d+ cases: \d.*$/gm) ?? [];
    const kinds = new Set(own.map(({ check, confidence, found }) => `${check} ${confidence} ${found}`));
    expect(short).toHaveLength(kinds.size - 3);
    expect(short.length).toBeGreaterThan(0);
    for (const line of short) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('are each in full where they are few', async () => {
    const { report } = await publishedOn({ '/ant': EIGHT['/ant'], '/bee': EIGHT['/bee'] }, almostRight);
    const own = report.findings.filter(({ check }) => check !== 'reached');
    expect(own.length).toBeLessThanOrEqual(5);
    expect(own.length).toBeGreaterThan(1);
    const text = terminalReport(report, PLAIN);
    expect(text.match(/^ {2}case /gm)).toHaveLength(own.length);
    expect(text).not.toContain('likewise');
  });
});
