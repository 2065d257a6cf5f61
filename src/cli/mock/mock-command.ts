import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import type { MockApi } from '../../mock/api.ts';
import { createMockOf, type Mock } from '../../mock/mock.ts';
import { toInitialData } from '../../mock/prepare-fixtures.ts';
import { createApp, type ControlEvent } from '../../mock/server/app.ts';
import { parseArguments } from '../options/arguments.ts';
import { readingHelp } from '../options/reading-options.ts';
import { createLineWriter } from '../output/line-writer.ts';
import {
  createSourceLoader,
  fixturesFolder,
  requireSoundFixtures,
  type Sources,
} from '../sources/load-apis.ts';
import { banner, type ServedApi } from './banner.ts';
import { checkExamples, type Checking } from './check-examples.ts';
import { controlLine, logLine } from './log-line.ts';
import { MOCK_OPTIONS, readMockOptions } from './mock-options.ts';
import { reloadOnChange } from './reload-on-change.ts';
import { listenOrExplain, stopSignal, stopServing } from './serving.ts';

const HELP = `stuntdouble mock [DESCRIPTION…]: serve a mock of each API

DESCRIPTION is the path or URL of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
None means all the bundled ones.

Options
  --port N            where to listen; 0 picks a free port (3000)
  --host ADDRESS      on which address (127.0.0.1)
  --fixtures DIR      what the mock holds at start: DIR/state/*.json or DIR/*.json, one collection each
  --behaviours FILE   TypeScript or JavaScript that answers operations
  --seed N            seed of all that is generated (1)
  --clock ISO         fixes the time, such as 2024-01-01T00:00:00Z (the real time)
  --no-auth           ask nobody for credentials
  --empty             start inferred collections with nothing in them
  --stateless         remember nothing that no behaviour remembers
  --examples-as-is    send documented examples although they break their schema
  --no-control        switch off /_stuntdouble/…, where programs on this machine look at the state and set it
  --control-token T   let whoever sends this bearer token use it from anywhere (STUNTDOUBLE_CONTROL_TOKEN)
  --strict-query      refuse query parameters that the description does not name
  --body-limit BYTES  the largest request body (1048576)
  --watch             reload descriptions, fixtures and behaviours when their files change
  --quiet             print no line per request
${readingHelp(20)}  --help, -h          this text
`;

/** Serves until it is told to stop. @throws UsageError, FixtureError */
export async function mockCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, MOCK_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const { sources, settings, address, isWatching, isQuiet } = readMockOptions(given);
  const loader = createSourceLoader(sources);
  const apis = await loader.load();
  // The bundled fixtures are checked by the tests: a start that compiles no schema is a quick one.
  if (sources.fixtures !== undefined || sources.behaviours !== undefined) requireSoundFixtures(apis);
  const log = createLineWriter((text) => process.stdout.write(text));
  const mock: Mock = createMockOf(apis, {
    ...settings,
    observer: isQuiet ? undefined : (event) => log(logLine(event, mock.descriptions)),
  });
  const onControl = isQuiet ? undefined : (event: ControlEvent) => log(controlLine(event));
  const listening = await listenOrExplain(createApp(mock, { ...settings, onControl }), address);
  const served = apis.map((api) => servedApi(api, sources));
  const stopped = stopSignal(); // whoever reads that it listens may stop it
  process.stdout.write(
    banner(served, { url: listening.url, isOpen: settings.auth === false, memory: settings.memory ?? 'on' }),
  );
  const check = (checked: readonly MockApi[]) => checkOwnExamples(checked, sources, log);
  let checking = check(apis);
  const watching = isWatching
    ? reloadOnChange(mock, loader, (reloaded) => {
        checking.stop();
        checking = check(reloaded);
      })
    : undefined;
  await stopped;
  if (process.stdout.isTTY) process.stdout.write('\n'); // the terminal has written ^C
  watching?.stop();
  checking.stop();
  await stopServing(listening);
  return 0;
}

/** Nor are the bundled examples checked: the tests have done it. */
function checkOwnExamples(
  apis: readonly MockApi[],
  { descriptions }: Sources,
  write: (line: string) => void,
): Checking {
  const own = apis.filter((_, index) => !BUNDLED_NAMES.includes(descriptions[index] ?? ''));
  return checkExamples(
    own.map(({ description }) => description),
    write,
  );
}

function servedApi({ description, fixtures }: MockApi, sources: Sources): ServedApi {
  const collections = Object.entries(fixtures ?? {}).filter(([name]) => name !== 'identities');
  const counts = Object.fromEntries(collections.map(([name, items]) => [name, items.length]));
  const folder = fixturesFolder(description.name, sources);
  return {
    description,
    identities: toInitialData({ identities: fixtures?.['identities'] ?? [] }, {}, 0).identities,
    state: folder === undefined ? undefined : { folder, counts },
  };
}
