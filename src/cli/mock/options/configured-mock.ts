import { dirname, resolve } from 'node:path';
import type { ConfiguredOperation, ConfiguredScenario } from '../../../define-config.ts';
import { parseFailRates } from '../../../mock/control/faults/fail-rates.ts';
import type { FaultRule } from '../../../mock/control/faults/fault-settings.ts';
import { parseLatency } from '../../../mock/control/faults/latency.ts';
import type { Scenario } from '../../../mock/control/scenarios/scenario.ts';
import type { MockSettings } from '../../../mock/mock-settings.ts';
import { loadFixturesSync } from '../../../mock/server/fixtures/load-fixtures.ts';
import type { ParsedArguments } from '../../options/arguments.ts';
import type { LoadedConfig } from '../../options/config-file.ts';
import { withSettings } from '../../options/configured-arguments.ts';
import { explainError } from '../../output/explain-error.ts';

/** The settings that say what is served. They count where the command line names no description. */
const SOURCES = [
  'descriptions',
  'overlay',
  'fixtures',
  'behaviours',
  'allowOutside',
  'allowRemote',
  'strict',
] as const;

/** The settings that `mock` takes whatever it serves. */
const BESIDE = [
  'latency',
  'fail',
  'scenario',
  'persist',
  'callbacks',
  'allowCallbacks',
  'webhooksTo',
] as const;

/** Returns the arguments of `mock`, completed by the settings that are for it. */
export function withMockSettings(given: ParsedArguments, config: LoadedConfig | undefined): ParsedArguments {
  if (config === undefined) return given;
  const names: readonly string[] = [...(given.positionals.length > 0 ? [] : SOURCES), ...BESIDE];
  const taken = Object.entries(config.settings).filter(([name]) => names.includes(name));
  return withSettings(given, Object.fromEntries(taken));
}

/** Reads faults and scenarios: those of options, and of the settings. */
export function readControlSettings(
  { text }: ParsedArguments,
  config: LoadedConfig | undefined,
  faults: string[],
): Pick<MockSettings, 'faults' | 'scenarios' | 'scenario'> {
  const { settings = {} } = config ?? {};
  const common = { latency: text('latency'), fail: text('fail') };
  const parsed = [
    ['latency', common.latency, parseLatency],
    ['fail', common.fail, parseFailRates],
  ] as const;
  for (const [name, given, parse] of parsed) {
    const read = given === undefined ? undefined : parse(given);
    if (typeof read === 'string') faults.push(`--${name} ${given}: ${read}`);
  }
  const operations = Object.entries(settings.operations ?? {}).flatMap(
    ([name, operation]: [string, ConfiguredOperation]) => {
      const rule = ruleOf(operation);
      return rule === undefined ? [] : [[name, rule] as const];
    },
  );
  const rules = ruleOf(common);
  const scenario = text('scenario');
  return {
    ...((rules !== undefined || operations.length > 0) && {
      faults: { ...rules, ...(operations.length > 0 && { operations: Object.fromEntries(operations) }) },
    }),
    ...(settings.scenarios !== undefined && {
      scenarios: scenariosOf(settings.scenarios, config?.file ?? '', faults),
    }),
    ...(scenario !== undefined && { scenario }),
  };
}

function ruleOf({
  latency,
  fail,
}: {
  readonly latency?: string | undefined;
  readonly fail?: string | undefined;
}): FaultRule | undefined {
  if (latency === undefined && fail === undefined) return undefined;
  return { ...(latency !== undefined && { latency }), ...(fail !== undefined && { fail }) };
}

/** Reads the folders of fixtures, which are relative to the settings file. */
function scenariosOf(
  configured: Readonly<Record<string, ConfiguredScenario>>,
  file: string,
  faults: string[],
): Readonly<Record<string, Scenario>> {
  const entries = Object.entries(configured).map(([name, { fixtures, ...scenario }]) => {
    if (typeof fixtures !== 'string') return [name, { ...scenario, ...(fixtures && { fixtures }) }] as const;
    try {
      return [name, { ...scenario, fixtures: loadFixturesSync(resolve(dirname(file), fixtures)) }] as const;
    } catch (error) {
      faults.push(`${file}: scenario '${name}': ${explainError(error)}`);
      return [name, scenario] as const;
    }
  });
  return Object.fromEntries(entries);
}
