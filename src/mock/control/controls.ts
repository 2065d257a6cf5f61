import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest } from '../../http/message.ts';
import { changedClock, type ClockChange, type ClockSetting } from './clock/clock-setting.ts';
import { FAULT_FIELD } from './faults/asked-fault.ts';
import { faultRules, unknownOperations, type FaultSettings } from './faults/fault-settings.ts';
import { faultOf } from './faults/faults.ts';
import { respondWithFault, type Failing, type Told } from './faults/respond-with-fault.ts';
import { parseNamespaceSettings, SettingsByNamespace, type NamespaceSettings } from './namespace-settings.ts';
import { SettingsError } from './settings-error.ts';

/** An API that has been chosen for a request. */
interface Route<Match, Result> {
  readonly engine: {
    readonly handle: (request: RawRequest, match: Match) => Promise<Result>;
    readonly fail: (request: RawRequest, operation: Operation, failing: Failing) => Result;
  };
  readonly match: Match;
}

/** Sets what happens to the requests of a namespace beside what the APIs do. */
export interface Controls {
  /** Responds to a request, with the fault that it gets. */
  readonly handle: <Match extends { readonly kind: string }, Result extends Told>(
    route: Route<Match, Result>,
    request: RawRequest,
  ) => Promise<Result>;
  readonly faults: (namespace: string) => FaultSettings;
  /** Sets the faults of a namespace; of all of them for undefined. @throws SettingsError */
  readonly setFaults: (faults: FaultSettings, namespace: string | undefined) => void;
  /** Returns the setting of the clock of a namespace; undefined for one that shows the real time. */
  readonly clock: (namespace: string) => ClockSetting | undefined;
  /** Changes the clock of a namespace; of all of them for undefined. @throws SettingsError */
  readonly changeClock: (change: ClockChange, namespace: string | undefined) => void;
  readonly snapshot: (namespace: string) => NamespaceSettings;
  /** Reads the settings of a snapshot. The function that it returns puts a namespace back to them. @throws SettingsError */
  readonly restoring: (saved: object | undefined) => (namespace: string) => void;
  readonly reset: (namespace: string | undefined) => void;
}

/** @throws SettingsError */
export function createControls(
  settings: SettingsByNamespace,
  seed: number,
  hasOperation: (name: string) => boolean,
): Controls {
  const { faults } = settings.start;
  let isPlain = faults === undefined;
  const requireSound = (given: FaultSettings | undefined) => {
    if (given === undefined) return;
    faultRules(given);
    const [unknown] = unknownOperations(given, hasOperation);
    if (unknown !== undefined) throw new SettingsError(`/operations/${unknown}: there is no such operation`);
  };
  requireSound(faults);
  return {
    handle: async (route, request) => {
      const { engine, match } = route;
      if (isPlain && request.headers[FAULT_FIELD] === undefined) return engine.handle(request, match);
      const operation = operationOf(match);
      const fault = operation && faultOf(request, operation, settings, seed);
      if (operation === undefined || fault === undefined) return engine.handle(request, match);
      if (typeof fault === 'string')
        return engine.fail(request, operation, { status: 400, retryAfter: 0, reason: fault });
      return respondWithFault(fault, {
        handle: () => engine.handle(request, match),
        fail: (failing) => engine.fail(request, operation, failing),
      });
    },
    faults: (namespace) => settings.of(namespace).faults ?? {},
    setFaults: (given, namespace) => {
      requireSound(given);
      settings.change(namespace, { faults: given, drawn: 0 });
      isPlain = false;
    },
    clock: (namespace) => settings.of(namespace).clock,
    changeClock: (change, namespace) => {
      const realTime = Date.now();
      settings.change(namespace, (before) => ({ clock: changedClock(before.clock, change, realTime) }));
    },
    snapshot: (namespace) => settings.of(namespace),
    restoring: (saved) => {
      if (saved === undefined) return (namespace) => settings.reset(namespace);
      const read = parseNamespaceSettings(saved);
      requireSound(read.faults);
      return (namespace) => {
        settings.restore(namespace, read);
        isPlain &&= read.faults === undefined;
      };
    },
    reset: (namespace) => {
      settings.reset(namespace);
      if (namespace === undefined) isPlain = faults === undefined;
    },
  };
}

/** Returns the operation of a request that has one. */
function operationOf(match: { readonly kind: string }): Operation | undefined {
  return match.kind === 'matched'
    ? (match as unknown as { readonly operation: Operation }).operation
    : undefined;
}
