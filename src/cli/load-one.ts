import { loadDescription } from '../load.ts';
import type { Description } from '../spec/description.ts';
import type { ParsedArguments } from './arguments.ts';
import { checkSources } from './mock-sources.ts';
import { readReadingOptions } from './reading-options.ts';
import { UsageError } from './usage-error.ts';

/** Loads the one description that a command takes. @throws UsageError, DescriptionError */
export async function loadOne(command: string, given: ParsedArguments): Promise<Description> {
  const [source, ...others] = given.positionals;
  if (source === undefined || others.length > 0) {
    throw new UsageError(`${command} takes one description: stuntdouble ${command} openapi.yaml`);
  }
  const reading = readReadingOptions(given);
  const faults = checkSources({
    descriptions: [source],
    fixtures: undefined,
    behaviours: undefined,
    reading,
  });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return loadDescription(source, reading);
}
