import { expect, test } from '@jest/globals';
import { notAllowed, sent, shown, type Asked, type Reply } from '../run/small-server.ts';
import { publishedOn } from './published-on.ts';

const STAMP = {
  type: 'object',
  required: ['name', 'code'],
  properties: {
    name: { type: 'string', minLength: 6, maxLength: 40 },
    code: { type: 'integer', minimum: 1_000_000, maximum: 999_999_999 },
  },
};

/** Nothing that is answered fits: each member is a finding that shows what was sent. */
const SHOWN = {
  type: 'object',
  properties: {
    link: { type: 'string', maxLength: 3 },
    loud: { type: 'string', maxLength: 3 },
    code: { type: 'integer', maximum: 5 },
  },
};

const PATHS = {
  '/stamps': {
    post: {
      operationId: 'print',
      ...sent(STAMP),
      responses: { 201: shown(SHOWN), 400: shown(), 409: shown() },
    },
  },
};

/** Keeps names and codes for ever, and answers them URL-encoded, in capitals, and as a number. */
function printer() {
  const names = new Set<unknown>();
  const codes = new Set<unknown>();
  return ({ method, body, members: { name, code }, headers }: Asked): Reply => {
    if (method !== 'POST') return notAllowed('POST');
    const isName = typeof name === 'string' && /^.{6,40}$/su.test(name);
    const isCode = Number.isInteger(code) && Number(code) >= 1_000_000 && Number(code) <= 999_999_999;
    if (!isName || !isCode || Array.isArray(body) || headers['content-type'] !== 'application/json')
      return [400];
    if (names.has(name) || codes.has(code)) return [409];
    names.add(name);
    codes.add(code);
    return [201, { link: `/stamps?name=${encodeURIComponent(`${name} é`)}`, loud: name.toUpperCase(), code }];
  };
}

test('a report shows the planned values, in whatever form the target gives back what was sent', async () => {
  const answer = printer();
  const [first, second] = [
    (await publishedOn(PATHS, answer, { mark: 'k3x9' })).report,
    (await publishedOn(PATHS, answer, { mark: 'q7w2' })).report,
  ];
  const found = first.findings.map(({ check, pointer }) => `${check} ${pointer ?? ''}`);
  expect(found).toEqual(expect.arrayContaining(['body /link', 'body /loud', 'body /code']));
  const { run: _, ...one } = first;
  const { run: __, ...other } = second;
  expect(other).toEqual(one);
  expect(JSON.stringify([one, other])).not.toMatch(/k3x9|q7w2/i);
});
