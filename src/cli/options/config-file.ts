import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { messageOf } from '../../base/error-message.ts';
import { isObject } from '../../base/json.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import type { StuntdoubleConfig } from '../../define-config.ts';
import { parseValue } from '../../description/load/text/parse-document.ts';
import { runModule } from './run-module.ts';
import { settingsFaults } from './settings-faults.ts';
import { UsageError } from './usage-error.ts';

/** The settings of a file, and the file's name for messages. */
export interface LoadedConfig {
  readonly file: string;
  /** Relative paths in it are relative to the working directory, not to the file. */
  readonly settings: StuntdoubleConfig;
}

const CODE_EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cjs'];

const DATA_EXTENSIONS = ['json', 'yaml', 'yml'];

/**
 * Reads the settings of a file. The default is `stuntdouble.config.{ts,js,json,yaml}` in the working directory, and
 * undefined when that does not exist.
 * @throws UsageError for a missing file, for several default files, and with all faults of the content
 */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig | undefined> {
  const file = named ?? findConfig();
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new UsageError(`--config ${file}: there is no such file`);
  const content = await contentOf(file);
  const faults = settingsFaults(content, 'config');
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  return { file, settings: withResolvedPaths(content as StuntdoubleConfig, dirname(file)) };
}

function findConfig(): string | undefined {
  const [file, ...others] = [...CODE_EXTENSIONS, ...DATA_EXTENSIONS]
    .map((extension) => `stuntdouble.config.${extension}`)
    .filter((name) => existsSync(name));
  if (others.length === 0) return file;
  throw new UsageError(`there are ${[file, ...others].join(' and ')}: choose one with --config FILE`);
}

async function contentOf(file: string): Promise<unknown> {
  if (CODE_EXTENSIONS.some((extension) => file.endsWith(`.${extension}`))) {
    const exported = await runModule(resolve(file), file);
    return isObject(exported) && exported['default'] !== undefined ? exported['default'] : exported;
  }
  try {
    return parseValue(readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

const PATH_SETTINGS = [
  'fixtures',
  'behaviours',
  'json',
  'junit',
  'sarif',
  'har',
  'ctrf',
  'markdown',
  'html',
  'baseline',
  'ca',
  'persist',
] as const;

/** Makes paths that are relative to the folder of the settings file relative to the working directory. */
function withResolvedPaths(settings: StuntdoubleConfig, folder: string): StuntdoubleConfig {
  const path = (text: string) => (folder === '.' || isAbsolute(text) ? text : join(folder, text));
  const source = (text: string) =>
    text === STANDARD_INPUT || BUNDLED_NAMES.includes(text) || isAddress(text) ? text : path(text);
  const { descriptions, overlay, data } = settings;
  const paths = PATH_SETTINGS.flatMap((name) => {
    const text = settings[name];
    return text === undefined ? [] : [[name, path(text)] as const];
  });
  return {
    ...settings,
    ...Object.fromEntries(paths),
    ...(typeof data === 'string' && { data: path(data) }),
    ...(descriptions !== undefined && { descriptions: [descriptions].flat().map(source) }),
    ...(overlay !== undefined && { overlay: [overlay].flat().map(source) }),
  };
}

/** The name of the standard input among descriptions. */
export const STANDARD_INPUT = '-';

/** True for the URL of a description, false for a path. */
export function isAddress(text: string): boolean {
  return /^(?:https?|file):/i.test(text);
}
