import { loadDescriptionSync } from '../description/load/load-description.ts';
import type { Description } from '../description/model/description.ts';
import type { MockApi } from '../mock/api.ts';
import type { Behaviours } from '../mock/behaviour/behaviour.ts';
import { loadFixturesSync } from '../mock/server/load-fixtures.ts';
import { packageRoot } from '../package-root.ts';
import { livehelpnow } from './livehelpnow/index.ts';
import { rocketchat } from './rocketchat/index.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviours>> = { rocketchat, livehelpnow };

/** The APIs that come with the package, by name. */
export const BUNDLED_NAMES: readonly string[] = Object.keys(BEHAVIOURS);

/** The files of a bundled API. */
interface BundledFiles {
  readonly description: URL;
  readonly prebuilt: URL;
  readonly state: URL;
  /** The formats that its behaviours know. */
  readonly formats: readonly string[];
}

/** Undefined for a name that is not bundled. */
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
 * Registers the formats that the behaviours of a bundled API know: whoever makes cases from the description needs
 * them, and before its first schema is compiled.
 */
export function withBundledFormats(name: string, description: Description): Description {
  description.validators.addFormats(BEHAVIOURS[name]?.formats ?? {});
  return description;
}

/** A bundled API, ready to be served; undefined for a name that is not bundled. */
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
