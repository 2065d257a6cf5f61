import type { StuntdoubleConfig } from '../../define-config.ts';
import type { ParsedArguments } from './arguments.ts';

/** The arguments of a command line, with what the settings say where it says nothing. */
export function withSettings(given: ParsedArguments, settings: StuntdoubleConfig): ParsedArguments {
  const values: Readonly<Record<string, unknown>> = { ...withoutOthers(given, settings) };
  const settingOf = (name: string) => values[camelCase(name)];
  return {
    positionals: given.positionals.length > 0 ? given.positionals : textsOf(settings.descriptions),
    text: (name) => given.text(name) ?? textsOf(settingOf(name))[0],
    flag: (name) => {
      const setting = settingOf(name);
      return given.flag(name) ?? (typeof setting === 'boolean' ? setting : undefined);
    },
    list: (name) => {
      const own = given.list(name);
      return own.length > 0 ? own : textsOf(settingOf(name));
    },
  };
}

/** Whoever names a server means no mock in this process, and the other way round. */
function withoutOthers({ text }: ParsedArguments, settings: StuntdoubleConfig): StuntdoubleConfig {
  const names = text('target') === undefined ? ['target'] : ['fixtures', 'behaviours'];
  const isOther = [text('target'), text('fixtures'), text('behaviours')].some((value) => value !== undefined);
  return isOther
    ? Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)))
    : settings;
}

/** `max-cases` is `maxCases`. */
export function camelCase(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Texts, and numbers as the command line would have them; none of anything else. */
function textsOf(setting: unknown): readonly string[] {
  return [setting]
    .flat()
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);
}
