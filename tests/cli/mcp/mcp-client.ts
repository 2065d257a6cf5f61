import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '../../../src/base/json.ts';

const CLI = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));

/** A client of `stuntdouble mcp`, which speaks to it by its standard streams. */
export interface McpClient {
  /** Writes a line as it is. */
  readonly line: (text: string) => void;
  /** Resolves with the answer to the next request. */
  readonly request: (method: string, params?: object) => Promise<Answer>;
  /** Calls a tool; resolves with its texts. */
  readonly call: (name: string, given?: object) => Promise<ToolAnswer>;
  /** All lines that came, in their order. */
  readonly lines: () => readonly string[];
  /** Resolves with the answer that has this identifier. */
  readonly answerTo: (id: string | number | null) => Promise<Answer>;
  readonly stderr: () => string;
  /** Closes the input; resolves with the exit code. */
  readonly end: () => Promise<number | null>;
}

export interface Answer {
  readonly id: string | number | null;
  readonly result?: JsonObject;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: Json };
}

interface ToolAnswer {
  readonly isError: boolean;
  readonly says: string;
  /** What was shown as data. */
  readonly data: Json;
  readonly texts: readonly string[];
}

export function startMcp(args: readonly string[], cwd?: string): McpClient {
  const child = spawn(process.execPath, [CLI, 'mcp', ...args], { cwd, stdio: 'pipe' });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  let [rest, stderr, count] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const wake of waiting.splice(0)) wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      resolve(code);
      for (const wake of waiting.splice(0)) wake();
    });
  });
  const line = (text: string) => void child.stdin.write(`${text}\n`);
  const answerTo = async (id: string | number | null): Promise<Answer> => {
    for (;;) {
      const found = lines.map((text) => JSON.parse(text) as Answer).find((answer) => answer.id === id);
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`it has ended: ${stderr}`);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
  };
  const request = (method: string, params?: object) => {
    count += 1;
    line(JSON.stringify({ jsonrpc: '2.0', id: count, method, ...(params && { params }) }));
    return answerTo(count);
  };
  return {
    line,
    request,
    answerTo,
    call: async (name, given) => {
      const { result, error } = await request('tools/call', { name, ...(given && { arguments: given }) });
      if (error !== undefined) throw new Error(error.message);
      const { content, isError } = result as unknown as { content: { text: string }[]; isError: boolean };
      const texts = content.map(({ text }) => text);
      const [says = '', data] = texts;
      return { isError, says, texts, data: data === undefined ? null : dataIn(data) };
    },
    lines: () => lines,
    stderr: () => stderr,
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** Reads the JSON after the line that says that it is data; null where it was cut. */
function dataIn(text: string): Json {
  try {
    return JSON.parse(text.slice(text.indexOf('\n') + 1)) as Json;
  } catch {
    return null;
  }
}
