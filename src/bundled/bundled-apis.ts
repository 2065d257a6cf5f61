import { loadDescriptionSync } from '../description/load/load-description.ts';
import type { Description } from '../description/model/description.ts';
import type { MockApi } from '../mock/api.ts';
import type { Behaviours } from '../mock/behaviour/behaviour.ts';
import { loadFixturesSync } from '../mock/server/fixtures/load-fixtures.ts';
import { packageRoot } from '../mock/server/package/package-root.ts';
import { livehelpnow } from './livehelpnow/index.ts';
import { rocketchat } from './rocketchat/index.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviours>> = { rocketchat, livehelpnow };

/** The names of the APIs that come with the package. */
export const BUNDLED_NAMES: readonly string[] = Object.keys(BEHAVIOURS);

/** The files of a bundled API. */
interface BundledFiles {
  /** The description, as YAML. */
  readonly description: URL;
  /** The same description as JSON, which loads faster. It exists only in a built package. */
  readonly prebuilt: URL;
  /** The folder of the fixtures. */
  readonly state: URL;
  /** The names of the formats that its behaviours define. */
  readonly formats: readonly string[];
}

/** Returns the files of a bundled API; undefined for any other name. */
export function bundledFiles(name: string): BundledFiles | undefined {
  if (!BUNDLED_NAMES.includes(name)) return undefined;
  const root = packageRoot();
  return {
    description: new URL(`openapi/${name}.yaml`, root),
    prebuilt: new URL(`openapi/${name}.json`, root),
    state: new URL(`fixtures/${name}/state/`, root),
    formats: Object.keys(BEHAVIOURS[name]?.formats ?? {}),
  };
}

/**
 * Registers the formats that the behaviours of a bundled API define. The mock and the contract suite both need them,
 * before the first schema of the description is compiled.
 */
export function withBundledFormats(name: string, description: Description): Description {
  description.validators.addFormats(BEHAVIOURS[name]?.formats ?? {});
  return description;
}

/** Loads a bundled API with its behaviours and fixtures; undefined for any other name. */
export function bundledApi(name: string): MockApi | undefined {
  const files = bundledFiles(name);
  if (files === undefined) return undefined;
  const { prebuilt, formats } = files;
  const description = loadDescriptionSync(files.description, { name, prebuilt, formats });
  return {
    description: withBundledFormats(name, description),
    behaviours: BEHAVIOURS[name] ?? {},
    fixtures: loadFixturesSync(files.state),
  };
}
