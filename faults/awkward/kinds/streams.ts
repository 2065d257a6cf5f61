import { faultsOf, type Fault } from '../../fault.ts';
import type { Answer } from '../../server/message.ts';
import type { Members, Work } from '../../server/work.ts';
import { CRASH } from '../changes.ts';
import { answering, on, working } from '../tamper-awkward.ts';

/** A stream of which some items are others; `undefined` leaves a member out. */
function streaming(operation: string, change: (item: Members, index: number) => object) {
  return working(operation, (right) => (asked) => {
    const answer = right(asked);
    const { items } = answer;
    return items === undefined ? answer : { ...answer, items: changedItems(items, change) };
  });
}

async function* changedItems(
  items: AsyncIterable<unknown>,
  change: (item: Members, index: number) => object,
): AsyncIterable<unknown> {
  let index = 0;
  for await (const item of items) {
    yield { ...(item as Members), ...change(item as Members, index) };
    index += 1;
  }
}

/** A stream whose pieces are written in another way. */
function framing(operation: string, change: (text: string, count: number) => string) {
  return working(operation, (right: Work) => (asked) => {
    const answer: Answer = right(asked);
    const { frame = JSON.stringify } = answer;
    let count = 0;
    return {
      ...answer,
      frame: (item) => {
        count += 1;
        return change(frame(item), count);
      },
    };
  });
}

/** Bodies that come in pieces, and do not end. */
export const STREAM_FAULTS: readonly Fault[] = faultsOf('stream', [
  [
    'the third event is of an unknown kind',
    'watchEvents',
    streaming('watchEvents', (_, index) => (index === 2 ? { kind: 'window' } : {})),
  ],
  [
    'the second event has no time',
    'watchEvents',
    streaming('watchEvents', (_, index) => (index === 1 ? { at: undefined } : {})),
  ],
  ['an event happens at a time of the day', 'watchEvents', streaming('watchEvents', () => ({ at: '12:00' }))],
  [
    'an event by a door is in no room that there is',
    'watchEvents',
    streaming('watchEvents', ({ kind }) => (kind === 'door' ? { room: 'cellar' } : {})),
  ],
  [
    'the data of the second event is not JSON',
    'watchEvents',
    framing('watchEvents', (text, count) => (count === 2 ? 'data: {"number":\n\n' : text)),
  ],
  ['the data of events is a word', 'watchEvents', framing('watchEvents', () => 'data: "door"\n\n')],
  [
    'events are plain text',
    'watchEvents',
    answering('watchEvents', ({ headers }) => ({ headers: { ...headers, 'content-type': 'text/plain' } })),
  ],
  ['events are a server error', 'watchEvents', on('watchEvents', 200, () => CRASH)],
  ['there are no events', 'watchEvents', on('watchEvents', 200, () => ({ status: 204, body: undefined }))],
  [
    'events are one event in JSON',
    'watchEvents',
    on('watchEvents', 200, () => ({ headers: { 'content-type': 'application/json' }, body: { number: 1 } })),
  ],
  ['events are waited for', 'watchEvents', answering('watchEvents', () => 'hangs')],
  ['events end with a cut', 'watchEvents', answering('watchEvents', () => 'cut')],
  [
    'the fourth line is of an unknown level',
    'followLogs',
    streaming('followLogs', (_, index) => (index === 3 ? { level: 'warn' } : {})),
  ],
  [
    'the second line has no message',
    'followLogs',
    streaming('followLogs', (_, index) => (index === 1 ? { message: undefined } : {})),
  ],
  ['a message is a list', 'followLogs', streaming('followLogs', ({ message }) => ({ level: [message] }))],
  [
    'the third line is not JSON',
    'followLogs',
    framing('followLogs', (text, count) => (count === 3 ? 'and so on\n' : text)),
  ],
  ['lines are arrays', 'followLogs', framing('followLogs', (text) => `[${text.trim()}]\n`)],
  [
    'lines are one JSON',
    'followLogs',
    on('followLogs', 200, () => ({
      headers: { 'content-type': 'application/json' },
      body: [{ line: 1, level: 'info', message: 'all of it' }],
    })),
  ],
  ['lines are a server error', 'followLogs', on('followLogs', 200, () => CRASH)],
  ['lines are waited for', 'followLogs', answering('followLogs', () => 'hangs')],
  ['the live report is a server error', 'readLiveReport', on('readLiveReport', 200, () => CRASH)],
  [
    'the live report is not found',
    'readLiveReport',
    on('readLiveReport', 200, () => ({ ...CRASH, status: 404 })),
  ],
  [
    'reports are built with a server error',
    'rebuildReports',
    working('rebuildReports', () => () => ({ status: 500 })),
  ],
  [
    'reports are built at once, and answered 200',
    'rebuildReports',
    working('rebuildReports', () => () => ({ status: 200, body: { built: true } })),
  ],
]);
