// Measures how many requests servers answer per second of their CPU time, by turns.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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

/** The servers take turns this often in a round, so that a load of the machine meets all of them. */
const TURNS = 10;

/**
 * Returns the median of requests per second of CPU time, by request and server. Each round starts new servers, and warms
 * up with half as many requests.
 */
export async function measureRates(servers, requests, { rounds, count }) {
  const rates = requests.map(() => servers.map(() => []));
  for (let round = 0; round < rounds; round += 1) {
    const started = [];
    for (const server of servers) started.push(await startServer(server));
    for (const [row, request] of requests.entries()) {
      for (const server of started) await load(server, request, count / 2);
      const used = await measureTurns(started, request, count / TURNS);
      for (const [index, time] of used.entries()) rates[row][index].push(count / (time / 1e6));
    }
    for (const server of started) await server.stop();
  }
  return rates.map((ofRequest) => ofRequest.map(median));
}

/** Returns the CPU time that each server needed, in microseconds. */
async function measureTurns(servers, request, count) {
  const used = servers.map(() => 0);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [index, server] of servers.entries()) {
      const before = await server.cpu();
      await load(server, request, count);
      used[index] += (await server.cpu()) - before;
    }
  }
  return used;
}

export async function load({ url }, request, count) {
  await promisify(execFile)(process.execPath, [LOAD, JSON.stringify({ url, ...request, count })]);
}
