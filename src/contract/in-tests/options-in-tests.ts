import type { Description } from '../../description/model/description.ts';
import type { PreparedRun } from '../prepare-contract.ts';
import type { PublishOptions } from '../report/publish-finding.ts';
import { placesInFiles } from '../report/text/place-in-file.ts';
import type { FailOn } from '../report/report.ts';
import type { Target } from '../target/target.ts';

/** Returns how findings are told in tests: with the commands that repeat them. */
export function publishOptions(
  { description, target }: PreparedRun,
  { failOn, callbacksOn }: { readonly failOn: FailOn; readonly callbacksOn: string | undefined },
): PublishOptions {
  const source = sourceOf(description);
  const baseUrl = baseUrlOf(target);
  const asHere = `--target ${baseUrl}${callbacksOn === undefined ? '' : ` --callbacks-on ${callbacksOn}`}`;
  return {
    failOn,
    credentials: '',
    baseUrl,
    source,
    alone: (id) => `stuntdouble test ${source} --only ${id} ${asHere}`,
    replay: (id) => `stuntdouble replay ${id} ${source} ${asHere}`,
    placeOf: (pointer) => placesInFiles(description)(pointer), // whose files are read when a test fails
  };
}

/** Returns the URL that curl lines send to; for a target without one, where `stuntdouble mock` serves. */
function baseUrlOf({ name }: Target): string {
  return /^https?:/.test(name) ? name : 'http://127.0.0.1:3000';
}

/** Returns the name of a description in a command. */
function sourceOf({ name, location }: Description): string {
  return location?.includes(`openapi/${name}.yaml`) === true ? name : (location ?? name);
}
