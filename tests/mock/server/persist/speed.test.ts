import { join } from 'node:path';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { MockApp } from '../../../../src/mock/server/app.ts';
import { listen } from '../../../../src/mock/server/listen.ts';
import { folderWith } from '../../../temporary-folder.ts';
import { collection } from '../../inferred/collection.ts';
import { clientOf, mockPaths, ref } from '../../inferred/described.ts';

const COUNT = 10_000;

/** How long a round creates, in milliseconds: the file is written once in that time. */
const ROUND = 1000;

const ATTEMPTS = 3;

const Note = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'string', readOnly: true }, text: { type: 'string' }, tags: { type: 'array' } },
};

const body = { text: 'a note of the usual length, which says what is to be done', tags: ['a', 'b', 'c'] };

const full = () =>
  mockPaths(collection(ref('Note'), { path: '/notes' }), {
    schemas: { Note },
    journalSize: 0,
    fixtures: { notes: Array.from({ length: COUNT }, (_, index) => ({ id: `n${index}`, ...body })) },
  });

/** Returns how many notes are created in a second of CPU, so that other processes do not count. */
async function rate(app: MockApp): Promise<number> {
  const { post } = clientOf(app);
  const [start, before] = [performance.now(), process.cpuUsage()];
  let count = 0;
  while (performance.now() - start < ROUND) {
    for (let index = 0; index < 20; index += 1, count += 1) await post('/notes', body);
    await setImmediate();
  }
  const { user, system } = process.cpuUsage(before);
  return (count * 1_000_000) / (user + system);
}

test('creates at 10,000 items are within 20 % of those without a file', async () => {
  const [plain, kept] = [full(), full()];
  const { close } = await listen(kept, { port: 0, persist: join(folderWith({}), 'state.json') });
  await Promise.all([rate(plain), rate(kept)]);
  const shares: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const without = await rate(plain);
    shares.push((await rate(kept)) / without);
    await wait(200); // until the file is written
  }
  await close();
  const [, median = 0] = shares.toSorted((left, right) => left - right);
  expect(median).toBeGreaterThanOrEqual(0.8);
}, 60_000);
