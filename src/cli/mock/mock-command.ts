import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import type { MockApi } from '../../mock/api.ts';
import type { ExchangeEvent } from '../../mock/control/exchange-event.ts';
import { withFixtures } from '../../mock/engines.ts';
import { createMockOf, type Mock } from '../../mock/mock.ts';
import { toInitialData } from '../../mock/choose/prepare-fixtures.ts';
import { listen, type Listening } from '../../mock/server/listen.ts';
import { requestListener, type ControlEvent } from '../../mock/server/serve.ts';
import { loadConfig } from '../options/config-file.ts';
import { parseArguments } from '../options/arguments.ts';
import { readingHelp } from '../options/reading-options.ts';
import { createLineWriter } from '../output/line-writer.ts';
import {
  createSourceLoader,
  fixturesFolder,
  requireValidFixtures,
  type SourceLoader,
  type Sources,
} from '../sources/load-apis.ts';
import { banner, type BannerApi } from './banner.ts';
import { checkExamples, type ExampleCheck } from './check-examples.ts';
import { openJournal, type Journal } from './journal.ts';
import { controlLine, deliveryLine, logLine, passedLine } from './log-line.ts';
import { MOCK_OPTIONS, readMockOptions, type MockTask } from './options/mock-options.ts';
import { UPSTREAM_HELP } from './options/upstream-options.ts';
import { recordUpstream, type UpstreamRecording } from './record.ts';
import { summaryLines } from '../output/recording.ts';
import { reloadOnChange } from './reload-on-change.ts';
import { openInBrowser, servePage } from './serve-page.ts';
import { endProcess, listenOrExplain, stopSignal, stopServing } from './serving.ts';

const HELP = `stuntdouble mock [DESCRIPTION…]: serve a mock of each API

DESCRIPTION is the path or URL of an OpenAPI description, - for the standard input, or a bundled one:
${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are served.

Options
  --port N            the port to listen on; 0 picks a free one (default: 3000)
  --host ADDRESS      the address to listen on (default: 127.0.0.1)
  --fixtures DIR      the items at start: DIR/state/*.json or DIR/*.json, one collection in each file
  --behaviours FILE   TypeScript or JavaScript code that handles operations
  --seed N            the seed of all generated values (default: 1)
  --clock ISO         fix the time, such as 2024-01-01T00:00:00Z (default: the real time)
  --no-auth           accept requests without credentials
  --empty             start inferred collections without items
  --stateless         infer no collections: only behaviours remember anything
  --items N           how many made-up items an inferred collection starts with (default: 3)
  --oauth-redirect URL
                      an address to which a login may redirect, exactly, beside those of this machine; repeatable
  --examples-as-is    send documented examples even if they break their schema
  --strict-values     answer 501 where no value fits a schema, not the nearest one with a note
  --lenient           answer invalid requests too, without changing anything; X-Stuntdouble-Violations tells why
  --no-control        switch off /_stuntdouble/…, where programs on this machine can read and set the state
  --control-token T   allow requests to /_stuntdouble/… with this bearer token from any machine
                      (default: the variable STUNTDOUBLE_CONTROL_TOKEN)
  --page-port N       the port of the page, where you see and steer what happens; 0 picks a free one (default: the one after
                      that of the mock, or a free one)
  --no-page           serve no page
  --open              open the page in the browser
  --strict-query      refuse query parameters that are not in the description
  --body-limit BYTES  the largest request body (default: 1048576)
  --compress          compress responses as Accept-Encoding asks for: br, gzip or deflate
  --cert FILE --key FILE
                      serve HTTPS with this certificate and its private key, both in PEM
  --cors MODE         the pages that may read responses: those of any origin (open, the default), or those that
                      documented header fields allow (documented)
  --config FILE       the settings (default: stuntdouble.config.{ts,js,json,yaml}): scenarios, latency, fail, those of
                      operations, and where no DESCRIPTION is given: descriptions, overlay, fixtures, behaviours
  --scenario NAME     switch on this scenario of the settings
  --latency TIME      delay responses: 200ms, 100-800ms, or p50=80,p99=900
  --fail SHARES       let responses fail: 5% (with 500), or 503:5%,429:1% with statuses and reset, no-response, cut,
                      malformed, empty and drip
  --watch             reload descriptions, fixtures and behaviours when their files change
  --quiet             do not print a line for each request
  --callbacks         send the callbacks of the description after their operation, and webhooks when asked for: to this
                      machine alone
  --allow-callbacks HOST
                      send them to this host too, with or without a port; repeatable
  --webhooks-to URL   where webhooks go that are asked for without a URL
  --persist FILE      keep the state in this file, which only you can read, over restarts: written at most once a second
                      after a change, and at the end
  --journal FILE      write each request and response to this file, an HTTP archive (HAR 1.2) that only you can read,
                      with secrets as ***
  --journal-size N    how many exchanges of each namespace /_stuntdouble/journal shows (default: 1000; 0: none)
${UPSTREAM_HELP}${readingHelp(20)}  --help, -h          print this text
`;

/** Runs `stuntdouble mock`: serves until SIGINT or SIGTERM. @throws UsageError, FixtureError */
export async function mockCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, MOCK_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const task = readMockOptions(given, await loadConfig(given.text('config')));
  const { sources, settings } = task;
  const loader = createSourceLoader(sources);
  const apis = await loader.load();
  // The tests check the bundled fixtures. Without this check, a start compiles no schema, which makes it quick.
  if (sources.fixtures !== undefined || sources.behaviours !== undefined) requireValidFixtures(apis);
  for (const scenario of Object.values(settings.scenarios ?? {})) {
    if (scenario.fixtures !== undefined) requireValidFixtures(withFixtures(apis, scenario));
  }
  const log = createLineWriter((text) => process.stdout.write(text));
  const started = await startServing(apis, task, log);
  const { mock, listening, page } = started;
  const stopped = stopSignal(); // before the banner, since a program that reads it may stop the mock at once
  process.stdout.write(
    banner(
      apis.map((api) => bannerApi(api, sources)),
      {
        url: listening.url,
        pageUrl: page?.url,
        isOpen: settings.auth === false,
        memory: settings.memory ?? 'on',
        persist: task.persist,
        logins: mock.logins(),
        upstream: settings.upstream,
      },
    ),
  );
  if (page !== undefined && task.page?.isOpened === true) openInBrowser(page.url, settings.controlToken);
  const background = startBackgroundWork(apis, { task, loader, mock, log });
  await stopped;
  if (process.stdout.isTTY) process.stdout.write('\n'); // after the ^C that the terminal has written
  background.stop();
  await Promise.all([listening, ...(page ? [page] : [])].map(stopServing));
  finish(started, log);
  return endProcess(0);
}

/** Closes the files, and says what has gone through to the upstream. */
function finish({ mock, journal, recording }: Started, log: (line: string) => void): void {
  journal?.close();
  for (const line of recording ? summaryLines(recording.close()) : []) log(line);
  if (mock.passage.url !== undefined) log(passedLine(mock.passage.counts()));
}

interface Started {
  readonly mock: Mock;
  readonly listening: Listening;
  /** Undefined without a page. */
  readonly page: Listening | undefined;
  /** Undefined without a file for it. */
  readonly journal: Journal | undefined;
  /** Undefined without a folder for it. */
  readonly recording: UpstreamRecording | undefined;
}

async function startServing(
  apis: readonly MockApi[],
  task: MockTask,
  log: (line: string) => void,
): Promise<Started> {
  const { settings, address, isQuiet, journal: file, persist, record } = task;
  const journal = file === undefined ? undefined : openJournal(file, () => mock.descriptions);
  const observer = (event: ExchangeEvent) => {
    journal?.record(event);
    recording?.record(event);
    if (!isQuiet) log(logLine(event, mock.descriptions));
  };
  const [first] = apis;
  const recording = record && first && recordUpstream(record.folder, first.description, record.keep);
  const isObserved = !isQuiet || journal !== undefined || recording !== undefined;
  const mock: Mock = createMockOf(apis, {
    ...settings,
    observer: isObserved ? observer : undefined,
    onDelivery: isQuiet ? undefined : (delivery) => log(deliveryLine(delivery)),
  });
  const onControl = isQuiet ? undefined : (event: ControlEvent) => log(controlLine(event));
  const listener = requestListener(mock, { ...settings, onControl });
  const kept = persist === undefined ? undefined : { file: persist, tell: (note: string) => log(note) };
  const options = { ...address, persist: kept };
  const listening = await listenOrExplain(() => listen(listener, options, () => mock.events.end()), address);
  const page = await servePage(mock, listening, task, onControl).catch(async (error: unknown) => {
    await listening.close();
    throw error;
  });
  return { mock, listening, page, journal, recording };
}

interface BackgroundOptions {
  readonly task: MockTask;
  readonly loader: SourceLoader;
  readonly mock: Mock;
  readonly log: (line: string) => void;
}

/** Checks the examples, and with `--watch` reloads changed sources and checks their examples again. */
function startBackgroundWork(
  apis: readonly MockApi[],
  { task: { sources, isWatching }, loader, mock, log }: BackgroundOptions,
): { readonly stop: () => void } {
  let check = checkUserExamples(apis, sources, log);
  const watcher = isWatching
    ? reloadOnChange(mock, loader, (reloaded) => {
        check.stop();
        check = checkUserExamples(reloaded, sources, log);
      })
    : undefined;
  return {
    stop: () => {
      watcher?.stop();
      check.stop();
    },
  };
}

/** Checks the examples of all descriptions but the bundled ones, which the tests check. */
function checkUserExamples(
  apis: readonly MockApi[],
  { descriptions }: Sources,
  log: (line: string) => void,
): ExampleCheck {
  const userApis = apis.filter((_, index) => !BUNDLED_NAMES.includes(descriptions[index] ?? ''));
  return checkExamples(
    userApis.map(({ description }) => description),
    log,
  );
}

function bannerApi({ description, fixtures }: MockApi, sources: Sources): BannerApi {
  const collections = Object.entries(fixtures ?? {}).filter(([name]) => name !== 'identities');
  const counts = Object.fromEntries(collections.map(([name, items]) => [name, items.length]));
  const folder = fixturesFolder(description.name, sources);
  return {
    description,
    identities: toInitialData({ identities: fixtures?.['identities'] ?? [] }, {}, 0).identities,
    state: folder === undefined ? undefined : { folder, counts },
  };
}
