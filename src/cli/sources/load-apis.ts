import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED_NAMES, bundledFiles } from '../../bundled/bundled-apis.ts';
import { mockApis } from '../../create-mock.ts';
import { externalFiles } from '../../description/load/find-in-files.ts';
import { loadDescription, type LoadOptions } from '../../description/load/load-description.ts';
import type { MockApi } from '../../mock/api.ts';
import { findFixtureFaults } from '../../mock/check-fixtures.ts';
import { behaviourCorrectionFaults } from '../../mock/inferred/corrections/corrections.ts';
import { prepareFixtures } from '../../mock/prepare-fixtures.ts';
import { stateFolder } from '../../mock/server/load-fixtures.ts';
import { FixtureError } from '../../mock/state/initial-data.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { explain } from '../output/explain-error.ts';
import { loadBehaviours } from './load-behaviours.ts';

/** What the command line names, before anything is loaded. */
export interface Sources {
  /** Paths and bundled names. */
  readonly descriptions: readonly string[];
  readonly fixtures: string | undefined;
  readonly behaviours: string | undefined;
  /** How the descriptions are read. */
  readonly reading: LoadOptions;
}

/** Loads what the command line names, as often as it is asked. */
export interface SourceLoader {
  /** @throws UsageError that lists all that cannot be used */
  readonly load: () => Promise<readonly MockApi[]>;
  /** The files that a load reads, and the folders of fixtures: those change when a file is added. */
  readonly paths: () => readonly string[];
}

export function createSourceLoader(sources: Sources): SourceLoader {
  let furtherFiles: ReadonlySet<string> = new Set();
  return {
    load: async () => {
      const files = new Set<string>();
      furtherFiles = files;
      const apis = await loadApis(sources, (file) => files.add(file));
      for (const file of apis.flatMap(({ description }) => externalFiles(description))) files.add(file);
      return apis;
    },
    paths: () => [...new Set([...pathsOf(sources), ...furtherFiles])],
  };
}

/** What is wrong with the names: nothing is read yet. */
export function checkSources({ descriptions, fixtures, behaviours }: Sources): readonly string[] {
  const faults = descriptions.filter(
    (name) => !BUNDLED_NAMES.includes(name) && !isAddress(name) && !existsSync(name),
  );
  return [
    ...faults.map(
      (name) =>
        `there is no file ${name} and no bundled API of this name (${BUNDLED_NAMES.join(', ')})` +
        didYouMean(name, BUNDLED_NAMES),
    ),
    ...(descriptions.length > 1 && fixtures !== undefined ? [oneDescriptionFor('--fixtures')] : []),
    ...(descriptions.length > 1 && behaviours !== undefined ? [oneDescriptionFor('--behaviours')] : []),
  ];
}

function isAddress(name: string): boolean {
  return /^(?:https?|file):/i.test(name);
}

function oneDescriptionFor(option: string): string {
  return `${option} goes with one description: name it, as in 'stuntdouble mock rocketchat ${option} …'`;
}

async function loadApis(sources: Sources, onRead: (file: string) => void): Promise<readonly MockApi[]> {
  const faults: string[] = [];
  const fail = (error: unknown) => {
    faults.push(explain(error));
    return [];
  };
  const { fixtures, behaviours: file } = sources;
  const [behaviours] =
    file === undefined ? [] : await loadBehaviours(file, onRead).then((one) => [one], fail);
  const reading = { ...sources.reading, formats: Object.keys(behaviours?.formats ?? {}) };
  const loading = sources.descriptions.map(async (name) => {
    const source = BUNDLED_NAMES.includes(name) ? name : await loadDescription(name, reading);
    return mockApis([source], { fixtures, behaviours });
  });
  const loaded = await Promise.allSettled(loading); // told in the order in which they were named
  const apis = loaded.flatMap((one) => (one.status === 'fulfilled' ? one.value : fail(one.reason)));
  faults.push(
    ...sameNames(apis),
    ...(file === undefined ? [] : [...unknownOperations(apis, file), ...wrongCorrections(apis, file)]),
  );
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return apis;
}

/** An API's name is its file's: it tells one's state from another's. */
function sameNames(apis: readonly MockApi[]): readonly string[] {
  const names = apis.map(({ description }) => description.name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(twice)].map((name) => `two descriptions are called ${name}: rename the file of one`);
}

/** A behaviour under a name that no operation has would never run. */
function unknownOperations(apis: readonly MockApi[], file: string): readonly string[] {
  return apis.flatMap(({ description, behaviours }) => {
    const known = description.operations.map(({ id }) => id);
    const unknown = Object.keys(behaviours?.operations ?? {}).filter((name) => !known.includes(name));
    return unknown.map(
      (name) => `${file}: ${description.name} has no operation ${name}${didYouMean(name, known)}`,
    );
  });
}

/** Corrections of what is inferred that make no sense. */
function wrongCorrections(apis: readonly MockApi[], file: string): readonly string[] {
  return apis.flatMap(({ description, behaviours }) =>
    behaviourCorrectionFaults(description, behaviours?.inferred).map((fault) => `${file}: ${fault}`),
  );
}

/** Also refuses items that only a request would trip over. @throws FixtureError that lists them all. */
export function requireSoundFixtures(apis: readonly MockApi[]): void {
  const faults = apis.flatMap(fixtureFaults);
  if (faults.length === 0) return;
  throw new FixtureError(['these fixtures cannot be served:', ...faults].join('\n  '));
}

function fixtureFaults({ description, behaviours = {}, fixtures = {} }: MockApi): readonly string[] {
  const unfitting = findFixtureFaults({ description, behaviours, fixtures });
  try {
    prepareFixtures({ description, behaviours, fixtures }, 0);
    return unfitting;
  } catch (error) {
    return [...explain(error).split('\n'), ...unfitting];
  }
}

/** Where an API's collections are read from; undefined where it has none. */
export function fixturesFolder(name: string, { fixtures }: Sources): string | undefined {
  if (fixtures !== undefined) return stateFolder(fixtures);
  const bundled = bundledFiles(name);
  return bundled && fileURLToPath(bundled.state);
}

function pathsOf(sources: Sources): readonly string[] {
  const { descriptions, behaviours } = sources;
  const files = descriptions
    .filter((name) => !isAddress(name))
    .map((name) => {
      const bundled = bundledFiles(name);
      return bundled ? fileURLToPath(bundled.description) : name;
    });
  const folders = descriptions.flatMap((name) => fixturesFolder(name, sources) ?? []);
  const collections = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  return [...files, ...folders, ...collections, ...(behaviours === undefined ? [] : [resolve(behaviours)])];
}
