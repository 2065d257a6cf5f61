// Lets as many listen to the events as may, of whom half never read, while requests come: all are answered, who reads misses
// nothing unsaid, and nothing is kept for those who have gone.
import { connect } from 'node:net';
import { Pool } from 'undici';

const LISTENERS = 100;

/** Memory may be larger by so much than before anybody listened, in bytes: while they listen, and after they have gone. */
const MOST_MEANWHILE = 30_000_000;
const MOST_AFTERWARDS = 6_000_000;

const REQUEST = 'GET /_stuntdouble/events?all=true HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

export async function abuseEvents(mock, { isBounded }) {
  const count = isBounded ? 2_000 : 20_000;
  const pool = new Pool(mock.url, { connections: 32 });
  await sendMany(pool, 1_500); // the journal is full then
  const before = (await mock.memory()).heap;
  const listeners = Array.from({ length: LISTENERS }, (_, at) => listen(mock.port, at % 2 === 0));
  await Promise.all(listeners.map(({ opened }) => opened));
  const further = await statusOf(pool);
  await sendMany(pool, count);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const meanwhile = (await mock.memory()).heap;
  const told = listeners.filter(({ isReading }) => isReading).map((one) => one.told());
  for (const { socket } of listeners) socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const afterwards = (await mock.memory()).heap;
  const again = await statusOf(pool);
  await pool.destroy();
  const mb = (bytes) => (bytes / 1e6).toFixed(1);
  const rules = [
    [further === 503, `one more listener got ${further}, not 503`],
    [
      told.every((sum) => sum === count),
      `of ${count} exchanges, ${Math.min(...told)} were told or said to be missed`,
    ],
    [meanwhile - before < MOST_MEANWHILE, `listeners took ${mb(meanwhile - before)} MB`],
    [
      afterwards - before < MOST_AFTERWARDS,
      `${mb(afterwards - before)} MB are kept for listeners that have gone`,
    ],
    [again === 200, `after all had gone, a listener got ${again}`],
  ];
  return {
    figures: `${LISTENERS} listeners, half of whom do not read, ${count} requests: ${mb(before)} MB before, ${mb(meanwhile)} MB meanwhile, ${mb(afterwards)} MB afterwards`,
    failures: rules.filter(([isRight]) => !isRight).map(([, text]) => text),
  };
}

async function sendMany(pool, count) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const { body } = await pool.request({ method: 'GET', path: '/things?limit=1' });
      await body.dump();
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
}

/** Listens; `told` returns how many exchanges it was told of, or was told to have missed. */
function listen(port, isReading) {
  const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST)).on('error', () => {});
  let text = '';
  const opened = new Promise((resolve) => {
    socket.once('readable', () => {
      resolve();
      if (isReading) socket.setEncoding('latin1').on('data', (piece) => (text += piece));
    });
  });
  const told = () => {
    const missed = [...text.matchAll(/"type":"missed","count":(\d+)/g)].map(([, number]) => Number(number));
    const exchanges = text.match(/"type":"exchange"/g)?.length ?? 0;
    return missed.reduce((sum, number) => sum + number, exchanges);
  };
  return { socket, isReading, opened, told };
}

/** Returns the status that a further listener gets. */
async function statusOf(pool) {
  const { statusCode, body } = await pool.request({ method: 'GET', path: '/_stuntdouble/events' });
  body.on('error', () => {}).destroy();
  return statusCode;
}
