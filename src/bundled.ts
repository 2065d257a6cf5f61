import { livehelpnow } from './apis/livehelpnow/index.ts';
import { rocketchat } from './apis/rocketchat/index.ts';
import type { Behaviours } from './mock/behaviour.ts';
import type { MockApi } from './mock/mock.ts';
import type { Description } from './spec/description.ts';
import { loadDescriptionSync } from './spec/load/load-description.ts';
import { loadFixturesSync } from './spec/load/load-fixtures.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviours>> = { rocketchat, livehelpnow };

/** The APIs that come with the package, by name. */
export const BUNDLED_NAMES: readonly string[] = Object.keys(BEHAVIOURS);

/** The files of a bundled API. */
export interface BundledFiles {
  readonly description: URL;
  readonly prebuilt: URL;
  readonly state: URL;
  /** The formats that its behaviours know. */
  readonly formats: readonly string[];
}

/** The folder of the package, seen from `src/` and from `dist/`. */
export function packageRoot(): URL {
  return new URL('../', import.meta.url);
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
