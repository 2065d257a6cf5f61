import { execFile } from 'node:child_process';

/** A command whose standard output is a credential. */
export interface CredentialCommand {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** The working directory. */
  readonly folder: string;
  /** In seconds. Default: 10. */
  readonly timeout?: number | undefined;
}

const DEFAULT_TIMEOUT = 10;

/**
 * Runs a command, and returns its standard output without the white space around it.
 * @throws Error that says what went wrong, without any output
 */
export async function runCredentialCommand({
  command: [program = '', ...args],
  folder,
  timeout = DEFAULT_TIMEOUT,
}: CredentialCommand): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      timeout: timeout * 1000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
    } as const;
    const child = execFile(program, args, options, (error, stdout) => {
      if (error !== null) reject(new Error(`the command ${program} ${reasonOf(error, timeout)}`));
      else if (stdout.trim() === '') reject(new Error(`the command ${program} printed nothing`));
      else resolve(stdout.trim());
    });
    child.stdin?.end();
  });
}

function reasonOf(
  { code, killed, signal }: { code?: unknown; killed?: boolean; signal?: unknown },
  timeout: number,
): string {
  if (code === 'ENOENT') return 'is not found';
  if (killed === true) return `did not end within ${timeout} s`;
  if (typeof code === 'number') return `ended with exit code ${code}`;
  if (typeof signal === 'string') return `was ended by ${signal}`;
  return `could not be run (${String(code)})`;
}
