import type { StuntdoubleConfig } from '../../define-config.ts';
import type { ParsedArguments } from './arguments.ts';

/** Returns the arguments of a command line, completed by the settings for options that it leaves out. */
export function withSettings(given: ParsedArguments, settings: StuntdoubleConfig): ParsedArguments {
  const values: Readonly<Record<string, unknown>> = { ...settings };
  const settingOf = (name: string) => values[camelCase(name)];
  return {
    positionals: given.positionals.length > 0 ? given.positionals : textsOf(settings.descriptions),
    text: (name) => given.text(name) ?? textsOf(settingOf(name))[0],
    flag: (name) => {
      const setting = settingOf(name);
      return given.flag(name) ?? (typeof setting === 'boolean' ? setting : undefined);
    },
    list: (name) => {
      const texts = given.list(name);
      return texts.length > 0 ? texts : textsOf(settingOf(name));
    },
  };
}

/**
 * Drops the settings that an option rules out: `--target` rules out `fixtures` and `behaviours`, which are for the mock
 * in this process, and `--fixtures` and `--behaviours` rule out `target`.
 */
export function withoutConflicting(
  { text }: ParsedArguments,
  settings: StuntdoubleConfig,
): StuntdoubleConfig {
  const hasConflict = [text('target'), text('fixtures'), text('behaviours')].some(
    (value) => value !== undefined,
  );
  if (!hasConflict) return settings;
  const dropped = text('target') === undefined ? ['target'] : ['fixtures', 'behaviours'];
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !dropped.includes(name)));
}

/** Returns the name of an option's setting: `maxCases` for `max-cases`. */
export function camelCase(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns the strings in a setting, and its numbers as strings, as a command line has them. */
function textsOf(setting: unknown): readonly string[] {
  return [setting]
    .flat()
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);
}
