// The public packages of Rocket.Chat: the validators and types of its REST API, and its client.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installModules } from '../install-modules.mjs';

const WANTED = {
  name: 'rocketchat',
  packages: ['@rocket.chat/rest-typings@8.8.1', '@rocket.chat/api-client@0.2.57'],
  // a dependency asks for it with a protocol that npm does not know
  overrides: { typia: '9.7.2' },
};

/** Returns the folder of the packages as `{ folder }`, or `{ reason }` where they cannot be had. */
export function installRocketchat(signal) {
  return installModules(WANTED, signal);
}

/** Returns the versions of the packages that are in the folder, as NAME VERSION. */
export function versionsIn(folder) {
  return ['rest-typings', 'api-client'].map((name) => {
    const file = join(folder, 'node_modules/@rocket.chat', name, 'package.json');
    return `@rocket.chat/${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`;
  });
}

/** Stands for what the file of the validators imports beside Ajv. */
const STUBS = {
  name: 'stubs',
  setup(context) {
    context.onResolve({ filter: /^@rocket\.chat\// }, ({ path }) => ({ path, namespace: 'stub' }));
    context.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
      contents:
        "export const ILivechatAgentStatus = { AVAILABLE: 'available', NOT_AVAILABLE: 'not-available' };",
    }));
  },
};

/** Loads the compiled validators of the REST API for Omnichannel, by name. */
export async function loadValidators(folder) {
  const made = await mkdtemp(join(tmpdir(), 'stuntdouble-rocketchat-'));
  const outfile = join(made, 'validators.mjs');
  try {
    await build({
      entryPoints: [join(folder, 'node_modules/@rocket.chat/rest-typings/dist/v1/omnichannel.js')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
      plugins: [STUBS],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}
