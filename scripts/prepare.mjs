// Prepares `npm start` and `npm test`: installs the packages of the lockfile, and builds. Stamp files record the content
// for which that was done, so that a second start neither installs nor builds. Needs only Node and npm.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

onceFor(join(root, 'node_modules/.stuntdouble-lockfile'), hashOf(['package-lock.json', '.npmrc']), () => {
  process.stderr.write('installing the packages of package-lock.json …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
});
const sources = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
];
onceFor(
  join(root, 'dist/.stuntdouble-sources'),
  hashOf([...sources, 'scripts/build', 'src', 'openapi']),
  () => {
    process.stderr.write('building …\n');
    run(process.execPath, ['scripts/build.mjs']);
  },
);

/** Does the work, unless the stamp file says that it was done for the same content. */
function onceFor(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  work();
  writeFileSync(stamp, hash);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Returns a file, or all files of a folder except the JSON files that the build writes beside the descriptions. */
function filesOf(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .toSorted()
    .map((name) => join(path, name))
    .filter((name) => !/^openapi.*\.json$/.test(name))
    .flatMap(filesOf);
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  } catch (error) {
    process.stderr.write(`${command} ${args.join(' ')} failed\n`);
    process.exit(error.status ?? 1);
  }
}
