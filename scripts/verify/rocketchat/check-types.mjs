// Checks answers with the types that the product's client declares for them.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  lib: ['es2023', 'dom'],
  types: [],
};
const IMPORTS = [
  "import type { Serialized } from '@rocket.chat/core-typings';",
  "import type { OperationResult } from '@rocket.chat/rest-typings';",
];

/**
 * Returns the members that answers lack or have in another type, as NAME OF THE ANSWER: MEMBERS. The program lies in the
 * folder of the packages while it is checked. A line that has to be wrong proves that there are types.
 */
export async function checkTypes(answers, folder, signal) {
  const made = await mkdtemp(join(folder, 'types-'));
  try {
    const lines = answers.flatMap(({ method, path, body }, index) => [
      `const body${index} = ${JSON.stringify(body)}; export const answer${index}: Serialized<OperationResult<'${method}', '${path}'>> = body${index};`,
    ]);
    const proof = "export const proof: Serialized<OperationResult<'GET', '/v1/livechat/queue'>> = {};";
    await writeFile(join(made, 'answers.ts'), [...IMPORTS, proof, ...lines, ''].join('\n'));
    await writeFile(
      join(made, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: OPTIONS, files: ['answers.ts'] }),
    );
    const faults = faultsIn(await compile(made, signal));
    const first = IMPORTS.length + 2; // the line of the first answer
    if (!faults.some(({ line }) => line === first - 1))
      throw new Error('the types of the packages were not found');
    return faults
      .filter(({ line }) => line >= first)
      .map(({ line, what }) => `${answers[line - first].name}: ${what}`);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

function compile(cwd, signal) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [TSC, '-p', '.', '--pretty', 'false'], { cwd, signal }, (error, stdout) => {
      if (error !== null && error.name === 'AbortError') reject(error);
      else resolve(stdout);
    });
  });
}

/** Reads what the compiler prints: a line for each fault, and indented ones that say more. */
function faultsIn(output) {
  const faults = [];
  for (const text of output.split('\n')) {
    const [, line] = /^answers\.ts\((\d+),\d+\): error/.exec(text) ?? [];
    if (line !== undefined) faults.push({ line: Number(line), texts: [text] });
    else faults.at(-1)?.texts.push(text);
  }
  return faults.map(({ line, texts }) => ({ line, what: membersIn(texts.join('\n')) }));
}

/** The largest number of characters of a message that names no member. */
const MAX_LENGTH = 70;

/** Returns the names of the members in the innermost message, or its beginning. */
function membersIn(text) {
  const [, several] = /missing the following properties from type '[^\n]*': ([^\n]+)/.exec(text) ?? [];
  const [, one] = /Property '([^']+)' is missing/.exec(text) ?? [];
  const last = text
    .trim()
    .split('\n')
    .at(-1)
    .trim()
    .replace(/^.* error TS\d+: /, '');
  return several ?? one ?? last.slice(0, MAX_LENGTH);
}
