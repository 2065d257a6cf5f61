import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED_NAMES, bundledFiles } from '../../bundled/bundled-apis.ts';
import { mockApis } from '../../bundled/mock-apis.ts';
import { externalFiles } from '../../description/load/find-in-files.ts';
import type { LoadOptions } from '../../description/load/load-description.ts';
import type { MockApi } from '../../mock/api.ts';
import { findFixtureFaults } from '../../mock/server/fixtures/check-fixtures.ts';
import { behaviourCorrectionFaults } from '../../mock/inferred/corrections/correction-faults.ts';
import { prepareFixtures } from '../../mock/choose/prepare-fixtures.ts';
import { stateFolder } from '../../mock/server/fixtures/load-fixtures.ts';
import { FixtureError } from '../../mock/state/initial-data.ts';
import { isAddress, STANDARD_INPUT } from '../options/config-file.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { explainError } from '../output/explain-error.ts';
import { loadBehaviours } from './load-behaviours.ts';
import { loadSource } from './load-source.ts';

/** The descriptions, fixtures and behaviours that the command line names. */
export interface Sources {
  /** Paths, URLs and bundled names. */
  readonly descriptions: readonly string[];
  readonly fixtures: string | undefined;
  readonly behaviours: string | undefined;
  /** How the descriptions are read. */
  readonly reading: LoadOptions;
}

/** Loads the sources, and loads them again when their files change. */
export interface SourceLoader {
  /** @throws UsageError that lists all faults */
  readonly load: () => Promise<readonly MockApi[]>;
  /** Returns the files that `load` reads, and the folders of fixtures, where files may be added. */
  readonly paths: () => readonly string[];
}

export function createSourceLoader(sources: Sources): SourceLoader {
  let readFiles: ReadonlySet<string> = new Set();
  return {
    load: async () => {
      const files = new Set<string>();
      try {
        const apis = await loadApis(sources, (file) => files.add(file));
        for (const file of apis.flatMap(({ description }) => externalFiles(description))) files.add(file);
        readFiles = files;
        return apis;
      } catch (error) {
        readFiles = new Set([...readFiles, ...files]); // the fault may be in any of them
        throw error;
      }
    },
    paths: () => [...new Set([...pathsOf(sources), ...readFiles])],
  };
}

/** Returns the faults that can be found without reading a file, such as a missing one. */
export function sourceFaults({ descriptions, fixtures, behaviours, reading }: Sources): readonly string[] {
  const { overlays = [] } = reading;
  const faults = descriptions.filter(
    (name) =>
      !BUNDLED_NAMES.includes(name) && !isAddress(name) && name !== STANDARD_INPUT && !existsSync(name),
  );
  return [
    ...faults.map(
      (name) =>
        `there is no file ${name} and no bundled API of this name (${BUNDLED_NAMES.join(', ')})` +
        didYouMean(name, BUNDLED_NAMES),
    ),
    ...(descriptions.length > 1 && fixtures !== undefined ? [oneDescriptionFor('--fixtures')] : []),
    ...(descriptions.length > 1 && behaviours !== undefined ? [oneDescriptionFor('--behaviours')] : []),
    ...(descriptions.length > 1 && overlays.length > 0 ? [oneDescriptionFor('--overlay')] : []),
    ...overlays
      .map(String)
      .filter((name) => !isAddress(name) && !existsSync(name))
      .map((name) => `there is no file ${name} (--overlay)`),
  ];
}

function oneDescriptionFor(option: string): string {
  return `${option} needs exactly one description, as in 'stuntdouble mock rocketchat ${option} …'`;
}

async function loadApis(sources: Sources, onRead: (file: string) => void): Promise<readonly MockApi[]> {
  const faults: string[] = [];
  const fail = (error: unknown) => {
    faults.push(explainError(error));
    return [];
  };
  const { fixtures, behaviours: file } = sources;
  const [behaviours] =
    file === undefined ? [] : await loadBehaviours(file, onRead).then((loaded) => [loaded], fail);
  const reading = { ...sources.reading, formats: Object.keys(behaviours?.formats ?? {}) };
  const loading = sources.descriptions.map(async (name) => {
    const isAsItIs = BUNDLED_NAMES.includes(name) && (reading.overlays ?? []).length === 0;
    const source = isAsItIs ? name : await loadSource(name, reading);
    return mockApis([source], { fixtures, behaviours });
  });
  const results = await Promise.allSettled(loading); // keeps the order of the command line, for the faults too
  const apis = results.flatMap((result) =>
    result.status === 'fulfilled' ? result.value : fail(result.reason),
  );
  faults.push(
    ...repeatedNames(apis),
    ...(file === undefined ? [] : [...unknownOperations(apis, file), ...correctionFaults(apis, file)]),
  );
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return apis;
}

/** Returns a fault for each name that two APIs have: an API is named after its file, and its state after the API. */
function repeatedNames(apis: readonly MockApi[]): readonly string[] {
  const names = apis.map(({ description }) => description.name);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(repeated)].map((name) => `two descriptions are called ${name}: rename one of the files`);
}

/** Returns a fault for each behaviour whose name is not that of an operation: it would never run. */
function unknownOperations(apis: readonly MockApi[], file: string): readonly string[] {
  return apis.flatMap(({ description, behaviours }) => {
    const known = description.operations.map(({ id }) => id);
    const unknown = Object.keys(behaviours?.operations ?? {}).filter((name) => !known.includes(name));
    return unknown.map(
      (name) => `${file}: ${description.name} has no operation ${name}${didYouMean(name, known)}`,
    );
  });
}

/** Returns the faults in the corrections of inferred operations that a behaviours file exports. */
function correctionFaults(apis: readonly MockApi[], file: string): readonly string[] {
  return apis.flatMap(({ description, behaviours }) =>
    behaviourCorrectionFaults(description, behaviours?.inferred).map((fault) => `${file}: ${fault}`),
  );
}

/**
 * Refuses fixtures that break the description, also where only a response that contains them would show it.
 * @throws FixtureError that lists all faults
 */
export function requireValidFixtures(apis: readonly MockApi[]): void {
  const faults = apis.flatMap(fixtureFaults);
  if (faults.length === 0) return;
  throw new FixtureError(['these fixtures cannot be served:', ...faults].join('\n  '));
}

function fixtureFaults({ description, behaviours = {}, fixtures = {} }: MockApi): readonly string[] {
  const faults = findFixtureFaults({ description, behaviours, fixtures });
  try {
    prepareFixtures({ description, behaviours, fixtures }, 0);
    return faults;
  } catch (error) {
    return [...explainError(error).split('\n'), ...faults];
  }
}

/** Returns the folder that an API's collections are read from, or undefined when it has no fixtures. */
export function fixturesFolder(name: string, { fixtures }: Sources): string | undefined {
  if (fixtures !== undefined) return stateFolder(fixtures);
  const bundled = bundledFiles(name);
  return bundled && fileURLToPath(bundled.state);
}

function pathsOf(sources: Sources): readonly string[] {
  const { descriptions, behaviours, reading } = sources;
  const files = descriptions
    .filter((name) => !isAddress(name) && name !== STANDARD_INPUT)
    .map((name) => {
      const bundled = bundledFiles(name);
      return bundled ? fileURLToPath(bundled.description) : name;
    });
  const folders = descriptions.flatMap((name) => fixturesFolder(name, sources) ?? []);
  const collections = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const overlays = (reading.overlays ?? []).map(String).filter((name) => !isAddress(name));
  const modules = behaviours === undefined ? [] : [resolve(behaviours)];
  return [...files, ...overlays, ...folders, ...collections, ...modules];
}
