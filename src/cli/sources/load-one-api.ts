import type { Description } from '../../description/model/description.ts';
import type { MockApi } from '../../mock/api.ts';
import type { ParsedArguments } from '../options/arguments.ts';
import { readReadingOptions } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { sourceFaults, createSourceLoader } from './load-apis.ts';
import { loadSource } from './load-source.ts';

/** Loads the description that `inspect` or `types` takes. @throws UsageError, DescriptionError */
export async function loadOneDescription(command: string, given: ParsedArguments): Promise<Description> {
  const { source, reading } = sourcesOf(command, given, undefined);
  return loadSource(source, reading);
}

/** Loads that description with the behaviours of `--behaviours`. @throws UsageError, DescriptionError */
export async function loadOneApi(command: string, given: ParsedArguments): Promise<MockApi> {
  const behaviours = given.text('behaviours');
  const { source, reading } = sourcesOf(command, given, behaviours);
  if (behaviours === undefined) return { description: await loadSource(source, reading) };
  const loader = createSourceLoader({ descriptions: [source], fixtures: undefined, behaviours, reading });
  const [api] = await loader.load();
  if (api === undefined) throw new UsageError(`${source}: there is no description`);
  return api;
}

function sourcesOf(command: string, given: ParsedArguments, behaviours: string | undefined) {
  const [source, ...others] = given.positionals;
  if (source === undefined || others.length > 0) {
    throw new UsageError(`${command} takes one description: stuntdouble ${command} openapi.yaml`);
  }
  const reading = readReadingOptions(given);
  const faults = sourceFaults({ descriptions: [source], fixtures: undefined, behaviours, reading });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return { source, reading };
}
