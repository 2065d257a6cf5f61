// Puts a mock in front of a server, lets a command-line tool work through it, then lets the mock answer alone from what it
// has recorded.
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The time limit for a mock to start, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Calls `work(tool, url)` with a mock in front of the server at `target`, then `again(tool, url)` with the mock alone.
 * `tool(url, ...args)` runs the tool, and returns what it prints. Returns faults as sentences, with what both returned.
 */
export async function throughUpstream({ description, target, command, urlOption, work, again, signal }) {
  const folder = await mkdtemp(join(tmpdir(), 'stuntdouble-recording-'));
  const recording = join(folder, 'recording');
  const tool = async (url, ...args) => {
    const { stdout } = await run(command, [`${urlOption}=${url}`, ...args], { signal, timeout: PATIENCE });
    return stdout;
  };
  try {
    const upstream = ['--upstream', target, '--pass', '**', '--record', recording];
    const through = await withMock([description, ...upstream], (url) => work(tool, url), signal);
    const alone = await withMock(
      [description, '--fixtures', recording],
      async (url) => ({ shown: await again(tool, url), reads: await replay(recording, url, signal) }),
      signal,
    );
    const [, passed, judged, broken] =
      /upstream: (\d+) responses; the description has the operations of (\d+), and (none|\d+)/.exec(
        through.log,
      ) ?? [];
    return { worked: through.result, ...alone.result, passed, judged, broken };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends the recorded reads again, and counts those that are answered the same: status, media type and body. */
async function replay(recording, url, signal) {
  const { log } = JSON.parse(readFileSync(join(recording, 'traffic.har'), 'utf8'));
  const last = new Map();
  for (const { request, response } of log.entries)
    if (request.method === 'GET')
      last.set(new URL(request.url).pathname + new URL(request.url).search, response);
  let same = 0;
  for (const [target, response] of last) {
    const answer = await fetch(url + target, { signal });
    const isSame =
      answer.status === response.status &&
      answer.headers.get('content-type') === response.content.mimeType &&
      (await answer.text()) === response.content.text;
    if (isSame) same += 1;
  }
  return { same, all: last.size };
}

async function withMock(args, work, signal) {
  const child = spawn(process.execPath, ['dist/cli.cjs', 'mock', '--port', '0', '--no-page', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (log += text));
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  try {
    const result = await work(await urlOf(child, () => log, signal));
    child.kill('SIGTERM');
    await ended;
    return { result, log };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

async function urlOf(child, log, signal) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    signal.throwIfAborted();
    const [, url] = /Listening on (\S+)/.exec(log()) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`the mock did not start\n${log()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
