import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { messageOf } from '../../base/error-message.ts';
import { isObject } from '../../base/json.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import type { StuntdoubleConfig } from '../../define-config.ts';
import { parseValue } from '../../description/load/parse-document.ts';
import { runModule } from './run-module.ts';
import { settingsFaults } from './settings-faults.ts';
import { UsageError } from './usage-error.ts';

/** Settings, and what to call where they come from. */
export interface LoadedConfig {
  readonly file: string;
  /** Paths in it are seen from this folder, where the command was called. */
  readonly settings: StuntdoubleConfig;
}

const CODE = ['ts', 'mts', 'js', 'mjs', 'cjs'];

const DATA = ['json', 'yaml', 'yml'];

/**
 * The settings in a file; without its name, in `stuntdouble.config.{ts,js,json,yaml}` of this folder; undefined where
 * there is none. @throws UsageError for a file that is missing, for several, and for all that is wrong in it
 */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig | undefined> {
  const file = named ?? findConfig();
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new UsageError(`--config ${file}: there is no such file`);
  const content = await contentOf(file);
  const faults = settingsFaults(content, 'config');
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  return { file, settings: seenFromHere(content as StuntdoubleConfig, dirname(file)) };
}

function findConfig(): string | undefined {
  const [file, ...others] = [...CODE, ...DATA]
    .map((ending) => `stuntdouble.config.${ending}`)
    .filter((name) => existsSync(name));
  if (others.length === 0) return file;
  throw new UsageError(`there are ${[file, ...others].join(' and ')}: say which with --config FILE`);
}

async function contentOf(file: string): Promise<unknown> {
  if (CODE.some((ending) => file.endsWith(`.${ending}`))) {
    const exported = await runModule(resolve(file), file);
    return isObject(exported) && exported['default'] !== undefined ? exported['default'] : exported;
  }
  try {
    return parseValue(readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

const PATHS = ['fixtures', 'behaviours', 'json', 'junit', 'baseline', 'ca'] as const;

function seenFromHere(settings: StuntdoubleConfig, folder: string): StuntdoubleConfig {
  const path = (text: string) => (folder === '.' || isAbsolute(text) ? text : join(folder, text));
  const source = (text: string) =>
    BUNDLED_NAMES.includes(text) || /^(?:https?|file):/i.test(text) ? text : path(text);
  const { descriptions, data } = settings;
  const paths = PATHS.flatMap((name) => {
    const text = settings[name];
    return text === undefined ? [] : [[name, path(text)] as const];
  });
  return {
    ...settings,
    ...Object.fromEntries(paths),
    ...(typeof data === 'string' && { data: path(data) }),
    ...(descriptions !== undefined && { descriptions: [descriptions].flat().map(source) }),
  };
}
