import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { packageVersion } from '../../mock/server/package/package-version.ts';
import { CASE_OPTIONS, readTestOptions } from '../contract/test-options.ts';
import { readControlSettings } from '../mock/options/configured-mock.ts';
import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { loadConfig, STANDARD_INPUT } from '../options/config-file.ts';
import { UsageError } from '../options/usage-error.ts';
import { MCP_HELP } from './mcp-help.ts';
import { createMcpServer } from './mcp-server.ts';
import { openSession, type McpSession } from './mcp-session.ts';
import { claimOutput, type Output } from './claim-output.ts';
import { readLines } from './read-lines.ts';
import { listOperationsTool } from './tools/list-operations-tool.ts';
import { replayTool } from './tools/replay-tool.ts';
import { scenarioTool } from './tools/scenario-tool.ts';
import { sendTool } from './tools/send-tool.ts';
import { stateTool } from './tools/state-tool.ts';
import { testTool } from './tools/test-tool.ts';
import { verifyTool } from './tools/verify-tool.ts';
import type { Tool } from './tools/tool.ts';

const { mark: _, ...CASES } = CASE_OPTIONS;

export const MCP_OPTIONS = {
  ...CASES,
  'control-token': { type: 'string' },
} as const satisfies OptionDefinitions;

/** Longer lines are not read, in characters. */
const MOST_LINE = 4_000_000;

/** How long calls may go on after the client has closed the input, in milliseconds. */
const GRACE = 1_000;

/** Runs `stuntdouble mcp` until its input ends. @throws UsageError, DescriptionError, FixtureError */
export async function mcpCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, MCP_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(MCP_HELP);
    return 0;
  }
  const output = claimOutput();
  const config = await loadConfig(given.text('config'));
  const task = readTestOptions(given, config);
  if (task.sources.descriptions.includes(STANDARD_INPUT))
    throw new UsageError(`${STANDARD_INPUT}: the standard input is for messages: name a file`);
  const token = given.text('control-token') ?? process.env['STUNTDOUBLE_CONTROL_TOKEN'];
  const faults: string[] = [];
  const settings = readControlSettings(given, config, faults);
  if (token === '') faults.push('--control-token: give one');
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  const seed = task.seed === undefined ? {} : { seed: task.seed };
  const session = await openSession(task, { ...settings, ...seed }, token);
  const makers = [listOperationsTool, sendTool, stateTool, scenarioTool, verifyTool, testTool, replayTool];
  const tools = makers.map((make) => make(session));
  await serve(tools, session.mask, output);
  await session.close();
  return 0;
}

async function serve(tools: readonly Tool[], mask: McpSession['mask'], output: Output): Promise<void> {
  const server = createMcpServer(tools, {
    version: packageVersion(),
    mask,
    write: (message) => output.write(`${JSON.stringify(message)}\n`),
  });
  const stop = () => {
    server.stop();
    process.stdin.destroy();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const pending = new Set<Promise<void>>();
  try {
    for await (const line of readLines(process.stdin, MOST_LINE)) {
      if (line.kind === 'tooLong') {
        server.refuseLine();
        continue;
      }
      const taken = server.take(line.text).finally(() => pending.delete(taken));
      pending.add(taken);
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    }
  } catch (error) {
    if (!process.stdin.destroyed) throw error; // it was stopped
  }
  const controller = new AbortController();
  await Promise.race([Promise.all(pending), setTimeout(GRACE, undefined, controller)]);
  controller.abort();
  server.stop();
  await Promise.all(pending);
  process.off('SIGINT', stop).off('SIGTERM', stop);
}
