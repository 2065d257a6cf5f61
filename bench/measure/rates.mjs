// Measures how many requests servers answer per second of their CPU time, by turns.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.mjs';

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));

export function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)];
}

/** Returns the body of the server's response. */
export async function answerOf({ url }, { path, status = 200, ...request }) {
  const answer = await fetch(url + path, request);
  if (answer.status !== status) throw new Error(`${request.method} ${path}: ${answer.status}`);
  return answer.json();
}

/**
 * Records the mock's responses to the requests in a file, so that bare servers can send the same. The response to a request
 * that is refused belongs to the one with the same method and path.
 */
export async function recordPayloads(server, requests, file) {
  const mock = await startServer(server);
  const payloads = [];
  for (const { method, path, status = 200, ...others } of requests) {
    const body = await answerOf(mock, { method, path, status, ...others });
    const known = payloads.find((payload) => payload.method === method && payload.path === path);
    const payload = known ?? { method, path };
    if (known === undefined) payloads.push(payload);
    if (status < 400) Object.assign(payload, { status, body });
    else payload.refused = { status, body };
  }
  await mock.stop();
  writeFileSync(file, JSON.stringify(payloads));
}

/**
 * Returns the median of requests per second of CPU time, by request and server; a text where a server responds otherwise
 * than is asked for. All servers run through all rounds, and are warmed up before the first one. `turns`: so often they
 * take turns in a round, so that a load of the machine meets all of them.
 */
export async function measureRates(servers, requests, { rounds, count, warmUp, turns = 4 }) {
  const started = [];
  try {
    for (const server of servers) started.push(await startServer(server));
    const rates = [];
    for (const request of requests)
      rates.push(await ratesOf(started, request, { rounds, count, warmUp, turns }));
    return rates;
  } finally {
    for (const server of started) await server.stop();
  }
}

async function ratesOf(started, request, { rounds, count, warmUp, turns }) {
  const ways = [];
  for (const server of started) ways.push(await wayOf(server, request, warmUp));
  const measured = ways.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    const used = await measureTurns(started, ways, { turns, count: Math.ceil(count / turns) });
    for (const [index, one] of used.entries()) measured[index].push(one.count / (one.time / 1e6));
  }
  return ways.map((way, index) => (typeof way === 'string' ? way : median(measured[index])));
}

/** Warms a server up, and returns the request as it gets it; a text where it responds with the status of another class. */
async function wayOf(server, request, warmUp) {
  const { status = 200 } = request;
  const sent = await fetch(server.url + request.path, {
    method: request.method,
    headers: request.headers,
    body: request.body,
  });
  await sent.arrayBuffer();
  if (Math.floor(sent.status / 100) !== Math.floor(status / 100)) return `responds with ${sent.status}`;
  const way = { ...request, status: sent.status };
  return { ...way, nap: await warmedUp(server, way, warmUp) };
}

/** Warms a server up, and returns how long it takes for a batch, in milliseconds, and half as long again. */
export async function warmedUp(server, request, warmUp) {
  if (warmUp > 1000) await load(server, request, 500);
  const count = Math.min(512, warmUp);
  const before = await server.cpu();
  await load(server, request, count);
  const perBatch = ((await server.cpu()) - before) * (64 / count) * 1.5e-3;
  const nap = Math.min(60, Math.max(3, Math.ceil(perBatch)));
  if (warmUp > 1000) await load(server, { ...request, nap }, warmUp - 1000);
  return nap;
}

/** Returns the CPU time that each server needed, in microseconds, and for how many requests. */
async function measureTurns(servers, ways, { turns, count }) {
  const used = servers.map(() => ({ time: 0, count: 0 }));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, server] of servers.entries()) {
      if (typeof ways[index] === 'string') continue;
      const before = await server.cpu();
      await load(server, ways[index], count);
      used[index].time += (await server.cpu()) - before;
      used[index].count += Math.ceil(count / 64) * 64;
    }
  }
  return used;
}

/** The process that sends; it is started once, since a start takes longer than most measurements. */
let sender;

/** Sends so many requests to a server, and waits until all have been responded to. */
export async function load({ url }, request, count) {
  sender ??= fork(LOAD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  sender.ref();
  sender.channel.ref();
  const answered = once(sender, 'message');
  sender.send({ url, ...request, count });
  const [{ error }] = await answered;
  sender.channel.unref();
  sender.unref();
  if (error !== undefined) throw new Error(error);
}
