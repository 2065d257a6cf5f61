import { NoAnswer, type Answer } from '../../server/message.ts';
import type { Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** Between two items of a stream, in milliseconds. */
const PAUSE = 700;

/** What the operations do that send for ever, or never. */
export function streamOperations(campus: Campus): Record<string, Work> {
  return {
    watchEvents: () => stream('text/event-stream', events(campus), asEvent),
    followLogs: () => stream('application/x-ndjson', lines(campus), (line) => `${JSON.stringify(line)}\n`),
    readLiveReport: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode('{"figures":[0'),
      items: figures(campus),
      frame: (figure) => `,${String(figure)}`,
    }),
    rebuildReports: () => {
      throw new NoAnswer('hangs');
    },
  };
}

function stream(type: string, items: AsyncIterable<unknown>, frame: (item: unknown) => string): Answer {
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, items, frame };
}

const KINDS = ['door', 'light', 'heating'];

async function* events({ clock }: Campus): AsyncIterable<unknown> {
  for (let number = 1; ; number += 1) {
    const at = new Date(clock.now()).toISOString();
    const kind = KINDS[number % KINDS.length];
    yield { number, kind, at, ...(kind === 'door' && { room: 'hall' }) };
    await clock.wait(PAUSE);
  }
}

/** With a comment now and then, which keeps connections open. */
function asEvent(event: unknown): string {
  const { number } = event as { readonly number: number };
  const comment = number % 4 === 0 ? ': still here\n\n' : '';
  return `${comment}id: ${number}\nevent: campus\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Five lines that are there already, then one at a time. */
async function* lines({ clock }: Campus): AsyncIterable<unknown> {
  for (let line = 1; ; line += 1) {
    if (line > 5) await clock.wait(PAUSE);
    yield { line, level: line % 3 === 0 ? 'error' : 'info', message: `what happened, number ${line}` };
  }
}

async function* figures({ clock }: Campus): AsyncIterable<unknown> {
  for (let figure = 1; ; figure += 1) {
    await clock.wait(PAUSE);
    yield figure;
  }
}
