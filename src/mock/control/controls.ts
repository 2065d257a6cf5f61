import type { RawRequest } from '../../http/message.ts';
import type { Awaitable } from '../state/awaitable.ts';
import { namespaceOf } from '../state/namespace.ts';
import { changedClock, type ClockChange } from './clock/clock-setting.ts';
import { asksForFault, handleControlled, type Route } from './controlled-request.ts';
import type { FaultSettings } from './faults/fault-settings.ts';
import type { Told } from './faults/respond-with-fault.ts';
import { SettingsByNamespace, type NamespaceSettings } from './namespace-settings.ts';
import { parseNamespaceSettings } from './parse-settings.ts';
import { parseAnswers, type GivenAnswers } from './scenarios/chosen-answer.ts';
import { scenarioSettings, type Scenarios } from './scenarios/scenario.ts';
import { SettingsError } from './settings-error.ts';
import { parsePassRules, type PassRules } from './passing/pass-rules.ts';

/** Sets what happens to the requests of a namespace beside what the APIs do; of all namespaces for undefined. */
export interface Controls {
  /** Responds to a request by the settings of its namespace. */
  readonly handle: <Match extends { readonly kind: string }, Result extends Told>(
    route: Route<Match, Result>,
    request: RawRequest,
  ) => Awaitable<Result>;
  /** True where no setting, and no field of the request, chooses a response in place of the API's. */
  readonly isPlain: (request: RawRequest) => boolean;
  readonly settings: (namespace: string) => NamespaceSettings;
  /** @throws SettingsError */
  readonly setFaults: (faults: FaultSettings, namespace: string | undefined) => void;
  /** Chooses the next answers of an operation; undefined: its own. @throws SettingsError */
  readonly setAnswers: (
    operation: string,
    answers: GivenAnswers | undefined,
    namespace: string | undefined,
  ) => void;
  /** Sets what goes through to the upstream; undefined: what did at start. @throws SettingsError */
  readonly setPassing: (rules: PassRules | undefined, namespace: string | undefined) => void;
  /** @throws SettingsError */
  readonly changeClock: (change: ClockChange, namespace: string | undefined) => void;
  /** Lets each request count as one of an identity; undefined: of its own credentials. @throws SettingsError */
  readonly setIdentity: (id: string | undefined, namespace: string | undefined) => void;
  /** Makes the settings of a scenario those at start; undefined: none. @throws SettingsError for an unknown name */
  readonly start: (name: string | undefined) => void;
  /** The names of the scenarios. */
  readonly scenarios: readonly string[];
  /** Switches the settings of a scenario on; of none for undefined. @throws SettingsError for an unknown name */
  readonly setScenario: (name: string | undefined, namespace: string | undefined) => void;
  /**
   * Reads the settings of a snapshot. The function that it returns puts a namespace back to them; all of them for undefined.
   * @throws SettingsError
   */
  readonly restoring: (saved: object | undefined) => (namespace: string | undefined) => void;
  readonly reset: (namespace: string | undefined) => void;
}

/** What the controls know of the APIs. */
interface Known {
  readonly seed: number;
  /** The settings without a scenario. */
  readonly plain: NamespaceSettings;
  readonly scenarios: Scenarios;
  /** Tells whether an operation has this `operationId`, or `METHOD /path`. */
  readonly hasOperation: (name: string) => boolean;
  readonly hasIdentity: (id: string) => boolean;
  /** Returns the rules that name an operation or a tag that there is not. */
  readonly unknownRules: (rules: PassRules) => readonly string[];
}

/** @throws SettingsError for scenarios, and settings at start, that cannot be used */
export function createControls(settings: SettingsByNamespace, known: Known): Controls {
  const { seed, scenarios } = known;
  const isPlain = (request: RawRequest) =>
    isPlainIn(settings.of(namespaceOf(request.headers))) && !asksForFault(request);
  const scenarioOf = (name: string | undefined) => settingsOf(name, scenarios, known);
  requireKnown(parseNamespaceSettings(known.plain), known);
  for (const name of Object.keys(scenarios)) scenarioOf(name);
  return {
    handle: (route, request) =>
      isPlain(request)
        ? route.engine.handle(request, route.match)
        : handleControlled(route, request, settings, seed),
    isPlain,
    settings: (namespace) => settings.of(namespace),
    setFaults: (faults, namespace) => {
      requireKnown(parseNamespaceSettings({ faults }), known);
      settings.change(namespace, { faults, drawn: 0 });
    },
    setAnswers: (operation, given, namespace) => {
      const answers = given === undefined ? [] : parseAnswers(given, '/answers');
      requireKnown({ answers: { [operation]: answers } }, known);
      settings.change(namespace, (before) => ({ answers: { ...before.answers, [operation]: answers } }));
    },
    setPassing: (given, namespace) => {
      const rules = given === undefined ? known.plain.upstream : parsePassRules(given);
      requireKnown({ upstream: rules }, known);
      settings.change(namespace, { upstream: rules });
    },
    changeClock: (changed, namespace) => {
      const realTime = Date.now();
      settings.change(namespace, (before) => ({ clock: changedClock(before.clock, changed, realTime) }));
    },
    setIdentity: (identity, namespace) => {
      requireKnown({ identity }, known);
      settings.change(namespace, { identity });
    },
    start: (name) => {
      settings.start = scenarioOf(name);
      settings.reset(undefined);
    },
    scenarios: Object.keys(scenarios),
    setScenario: (name, namespace) => {
      const chosen = scenarioOf(name);
      if (namespace === undefined) settings.replaceAll(chosen);
      else settings.restore(namespace, chosen);
    },
    restoring: (saved) => {
      if (saved === undefined) return (namespace) => settings.reset(namespace);
      const read = parseNamespaceSettings(saved);
      requireKnown(read, known);
      return (namespace) => {
        if (namespace === undefined) settings.replaceAll(read);
        else settings.restore(namespace, read);
      };
    },
    reset: (namespace) => settings.reset(namespace),
  };
}

/** True for settings that change no response but by the time. */
function isPlainIn({ faults, answers, identity, scenario }: NamespaceSettings): boolean {
  const isChosen = answers !== undefined && Object.values(answers).some((left) => left.length > 0);
  return faults === undefined && identity === undefined && scenario === undefined && !isChosen;
}

function settingsOf(name: string | undefined, scenarios: Scenarios, known: Known): NamespaceSettings {
  if (name === undefined) return known.plain;
  if (!Object.hasOwn(scenarios, name)) {
    const names = Object.keys(scenarios);
    const hint = names.length === 0 ? 'the settings have none' : `there are ${names.join(', ')}`;
    throw new SettingsError(`there is no scenario ${name}; ${hint}`);
  }
  const settings = scenarioSettings(name, scenarios[name], known.plain);
  try {
    requireKnown(settings, known);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(`scenario '${name}': ${error.message}`, { cause: error });
  }
}

/** @throws SettingsError for an operation or identity that no API has */
function requireKnown(
  { faults, answers = {}, identity, upstream = {} }: NamespaceSettings,
  { hasOperation, hasIdentity, unknownRules }: Known,
): void {
  const named = [
    ...Object.keys(faults?.operations ?? {}).map((name) => ['operations', name] as const),
    ...Object.keys(answers).map((name) => ['answers', name] as const),
  ];
  const unknown = named.find(([, name]) => !hasOperation(name));
  if (unknown !== undefined) throw new SettingsError(`/${unknown.join('/')}: there is no such operation`);
  if (identity !== undefined && !hasIdentity(identity))
    throw new SettingsError(`/identity: there is no identity ${identity} with credentials`);
  const [unfit] = unknownRules(upstream);
  if (unfit !== undefined) throw new SettingsError(`/upstream: there is no operation or tag ${unfit}`);
}
