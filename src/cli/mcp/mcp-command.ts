import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { packageVersion } from '../../mock/server/package/package-version.ts';
import { CASE_OPTIONS, readTestOptions } from '../contract/test-options.ts';
import { readControlSettings } from '../mock/options/configured-mock.ts';
import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { loadConfig, STANDARD_INPUT } from '../options/config-file.ts';
import { readingHelp } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { createMcpServer } from './mcp-server.ts';
import { openSession, type McpSession } from './mcp-session.ts';
import { claimOutput, type Output } from './claim-output.ts';
import { readLines } from './read-lines.ts';
import { controlTools } from './tools/control-tools.ts';
import { listOperationsTool, sendTool } from './tools/operation-tools.ts';
import { suiteTools } from './tools/suite-tools.ts';
import type { Tool } from './tools/tool.ts';

const { mark: _, ...CASES } = CASE_OPTIONS;

export const MCP_OPTIONS = {
  ...CASES,
  'control-token': { type: 'string' },
} as const satisfies OptionDefinitions;

const HELP = `stuntdouble mcp [DESCRIPTION…]: serve tools for agents: the Model Context Protocol on standard input and output

The tools are list_operations, send, state, scenario, verify, test and replay. They work on the target and the descriptions
that are given here, with this safety; no call can name another target, raise the safety, or name a file.

DESCRIPTION is the path or URL of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are used.

Options
  --target URL             the server, or a mock that runs (default: a mock in this process)
  --control-token TOKEN    the token of a mock on another machine (default: STUNTDOUBLE_CONTROL_TOKEN)
  --header 'Name: value', --identity NAME:Header=value
                           credentials and other fields that are sent; calls name the caller, and see no credential
  --safety MODE            read-only: send only GET, HEAD and OPTIONS; create-own: test also creates items, and deletes
                           them; full: send everything (default: full on this machine, else read-only)
  --exclude-operation ID, --exclude-path GLOB, --exclude-tag TAG, --exclude-method METHOD, --exclude-deprecated
                           never send these operations; further --exclude-…, --borrow-parents, --list-…, --rate,
                           --timeout, --callbacks-on, --seed and --data are as in stuntdouble test --help
  --config FILE            the settings, also scenarios (default: stuntdouble.config.{ts,js,json,yaml} in this folder)
  --fixtures DIR           the items and identities of the mock in this process
  --behaviours FILE        code that handles operations of the mock in this process
  --ca FILE, --insecure, --proxy URL
                           how the target is reached, as in stuntdouble test --help
${readingHelp(25)}  --help, -h               print this text
`;

/** Longer lines are not read, in characters. */
const MOST_LINE = 4_000_000;

/** How long calls may go on after the client has closed the input, in milliseconds. */
const GRACE = 1_000;

/** Runs `stuntdouble mcp` until its input ends. @throws UsageError, DescriptionError, FixtureError */
export async function mcpCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, MCP_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
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
  const tools = [
    listOperationsTool(session),
    sendTool(session),
    ...controlTools(session),
    ...suiteTools(session),
  ];
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
