import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED_NAMES, bundledFiles } from '../bundled.ts';
import { mockApis } from '../create-mock.ts';
import { createApp } from '../mock/app.ts';
import { checkFixtures, FixtureError, initialData } from '../mock/initial-state.ts';
import { listen, type Listening } from '../mock/listen.ts';
import { createMockOf, type Mock, type MockApi } from '../mock/mock.ts';
import { stateFolder } from '../spec/load/load-fixtures.ts';
import { parseArguments, wholeNumber, type ParsedArguments } from './arguments.ts';
import { banner, type ServedApi } from './banner.ts';
import { didYouMean } from './did-you-mean.ts';
import { loadBehaviours } from './load-behaviours.ts';
import { logLine } from './log-line.ts';
import { UsageError } from './usage-error.ts';
import { watchPaths } from './watch.ts';

const HELP = `stuntdouble mock [DESCRIPTION…]: serve a mock of each API

DESCRIPTION is the path of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
None means all the bundled ones.

Options
  --port N            where to listen; 0 picks a free port (3000)
  --host ADDRESS      on which address (127.0.0.1)
  --fixtures DIR      what the mock holds at start: DIR/state/*.json or DIR/*.json, one collection each
  --behaviours FILE   TypeScript or JavaScript that answers operations
  --seed N            seed of all that is generated (1)
  --clock ISO         fixes the time, such as 2024-01-01T00:00:00Z (the real time)
  --no-auth           ask nobody for credentials
  --strict-query      refuse query parameters that the description does not name
  --body-limit BYTES  the largest request body (1048576)
  --watch             reload descriptions, fixtures and behaviours when their files change
  --quiet             print no line per request
  --help, -h          this text
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  fixtures: { type: 'string' },
  behaviours: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  auth: { type: 'boolean' },
  'strict-query': { type: 'boolean' },
  'body-limit': { type: 'string' },
  watch: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Serves until it is told to stop. @throws UsageError, DescriptionError, FixtureError, FixtureFileError */
export async function mockCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const sources = sourcesOf(given);
  const apis = await loadApis(sources);
  const mock: Mock = createMockOf(apis, {
    ...settingsOf(given),
    ...(given.flag('quiet') !== true && {
      observer: (event) => process.stdout.write(`${logLine(event, mock.descriptions)}\n`),
    }),
  });
  const port = wholeNumber('port', given.text('port') ?? '3000', { least: 0, most: 65_535 });
  const host = given.text('host') ?? '127.0.0.1';
  const listening = await listen(createApp(mock), { port, host }).catch((error: unknown) =>
    cannotListen(error, port, host),
  );
  process.stdout.write(
    banner(
      apis.map((api) => served(api, sources)),
      listening.url,
      given.flag('auth') === false,
    ),
  );
  const watching = given.flag('watch') === true ? watch(mock, sources) : undefined;
  await stopSignal();
  watching?.stop();
  await stop(listening);
  return 0;
}

/** What the command line names, before anything is loaded. */
interface Sources {
  readonly descriptions: readonly string[];
  readonly fixtures: string | undefined;
  readonly behaviours: string | undefined;
}

function sourcesOf(given: ParsedArguments): Sources {
  const descriptions = given.positionals.length > 0 ? given.positionals : BUNDLED_NAMES;
  const [fixtures, behaviours] = [given.text('fixtures'), given.text('behaviours')];
  if (descriptions.length > 1 && (fixtures !== undefined || behaviours !== undefined)) {
    const option = fixtures === undefined ? '--behaviours' : '--fixtures';
    throw new UsageError(
      `${option} goes with one description: name it, as in 'stuntdouble mock rocketchat ${option} …'`,
    );
  }
  for (const name of descriptions) requireKnown(name);
  return { descriptions, fixtures, behaviours };
}

function requireKnown(name: string): void {
  if (BUNDLED_NAMES.includes(name) || existsSync(name)) return;
  const bundled = BUNDLED_NAMES.join(', ');
  throw new UsageError(
    `there is no file ${name} and no bundled API of this name (${bundled})${didYouMean(name, BUNDLED_NAMES)}`,
  );
}

/** The user's own fixtures are checked before anything is served; the bundled ones are by the tests. */
async function loadApis({ descriptions, fixtures, behaviours }: Sources): Promise<readonly MockApi[]> {
  const apis = mockApis(descriptions, {
    fixtures,
    behaviours: behaviours === undefined ? undefined : await loadBehaviours(behaviours),
  });
  if (fixtures === undefined && behaviours === undefined) return apis;
  const faults = apis.flatMap((api) => {
    api.description.validators.addFormats(api.behaviours?.formats ?? {});
    return checkFixtures(api.fixtures ?? {}, api.description, api.behaviours ?? {});
  });
  if (faults.length > 0)
    throw new FixtureError(`these fixtures break the description:\n  ${faults.join('\n  ')}`);
  return apis;
}

function settingsOf(given: ParsedArguments) {
  const { text, flag } = given;
  const seed = text('seed');
  const bodyLimit = text('body-limit');
  const clock = text('clock');
  const moment = clock === undefined ? undefined : new Date(clock);
  if (moment !== undefined && Number.isNaN(moment.getTime())) {
    throw new UsageError(`--clock ${clock}: give a time such as 2024-01-01T00:00:00Z`);
  }
  return {
    ...(seed !== undefined && { seed: wholeNumber('seed', seed, { least: 0, most: 2 ** 31 - 1 }) }),
    ...(bodyLimit !== undefined && {
      bodyLimit: wholeNumber('body-limit', bodyLimit, { least: 0, most: 2 ** 31 - 1 }),
    }),
    ...(moment !== undefined && { clock: moment }),
    auth: flag('auth') !== false,
    strictQuery: flag('strict-query') === true,
  };
}

function cannotListen(error: unknown, port: number, host: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      throw new UsageError(
        `port ${port} is in use: stop what uses it, or give another (--port 0 picks a free one)`,
      );
    case 'EACCES':
      throw new UsageError(`port ${port} may not be used by you: give one above 1023 with --port`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      throw new UsageError(`--host ${host}: this machine has no such address`);
    default:
      throw error;
  }
}

function served({ description, behaviours, fixtures }: MockApi, sources: Sources): ServedApi {
  const collections = Object.entries(fixtures ?? {}).filter(([name]) => name !== 'identities');
  const folder = fixturesFolder(description.name, sources);
  return {
    description,
    identities: initialData(fixtures ?? {}, behaviours ?? {}, 0).identities,
    state:
      folder === undefined
        ? undefined
        : { folder, counts: Object.fromEntries(collections.map(([name, items]) => [name, items.length])) },
  };
}

function fixturesFolder(name: string, { fixtures }: Sources): string | undefined {
  if (fixtures !== undefined) return stateFolder(fixtures);
  const bundled = bundledFiles(name);
  return bundled && fileURLToPath(bundled.state);
}

/** Reloads what has changed; a broken edit is said, and the last good version goes on serving. */
function watch(mock: Mock, sources: Sources) {
  return watchPaths(watchedPaths(sources), () => {
    loadApis(sources)
      .then((apis) => mock.reload(apis))
      .then(
        () => process.stdout.write('reloaded\n'),
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          process.stderr.write(`not reloaded, the last good version goes on serving: ${message}\n`);
        },
      );
  });
}

function watchedPaths({ descriptions, fixtures, behaviours }: Sources): readonly string[] {
  const files = descriptions.map((name) => {
    const bundled = bundledFiles(name);
    return bundled ? fileURLToPath(bundled.description) : name;
  });
  const folders = descriptions.flatMap(
    (name) => fixturesFolder(name, { descriptions, fixtures, behaviours }) ?? [],
  );
  const collections = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  return [
    ...new Set([...files, ...folders, ...collections, ...(behaviours === undefined ? [] : [behaviours])]),
  ];
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

/** How long running requests may take after a stop, in milliseconds. */
const GRACE = 5_000;

async function stop({ close, server }: Listening): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await close();
  clearTimeout(timer);
}
