import { planRun, type PlannedRun, type RunPlanOptions } from './plan/plan-run.ts';
import type { Baseline } from './report/findings/baseline.ts';
import { baselineFrom, type GivenBaseline } from './report/findings/read-baseline.ts';
import { createMasks, type Masks } from './report/text/mask-secrets.ts';
import { CreatedItems } from './run/state/created-items.ts';
import { Credentials } from './run/state/credentials.ts';
import { operationNamed } from './run/state/log-in.ts';
import { randomMark, RunMemory, type Learned } from './run/state/run-memory.ts';
import { TargetHealth } from './run/schedule/target-health.ts';
import { callbackAddress, type CallbackReceiver } from './target/callback-receiver.ts';
import type { Target } from './target/target.ts';
import { toTarget, type TargetLike, type TargetOptions } from './target/to-target.ts';

/** The options that `runContract` and `describeContract` share. */
export interface ContractSource extends RunPlanOptions {
  /** A URL to which the paths are appended, an app (it listens on loopback meanwhile), or a `Target`. */
  readonly target: TargetLike;
  /**
   * Letters and digits in the values of members that no two items may share, so that they differ from run to run.
   * Default: other ones each time where the target is a URL, and none for what is in this process.
   */
  readonly mark?: string;
  /** What an earlier run learned of the target, as its report has it. Default: nothing. */
  readonly learned?: Learned;
  /**
   * Findings that are accepted: `describeContract` passes with them, `runContract` has them in `accepted` instead of in
   * `findings`. Default: none.
   */
  readonly baseline?: GivenBaseline;
  /** How long a response may take, in milliseconds, where the target is a URL or an app; default 10 s. */
  readonly timeout?: number;
  /** The most requests in a second, where the target is a URL or an app; default: as many as there are. */
  readonly rate?: number;
  /** Certificates (PEM) of authorities to trust beside the usual ones, where the target is a URL. */
  readonly ca?: string;
  /** Takes any certificate of a target that is a URL. Default: false. */
  readonly insecure?: boolean;
  /** The URL of the proxy that requests go through, where the target is a URL. Default: none. */
  readonly proxy?: string;
  /**
   * An address of this machine, such as `http://127.0.0.1:0`, at which documented callbacks have to arrive: it is sent where
   * they take theirs from. Default: none are waited for.
   */
  readonly callbacksOn?: string;
}

/** A run that is ready to be sent: everything that its options leave open is decided. */
export interface PreparedRun extends PlannedRun {
  readonly target: Target;
  readonly baseline: Baseline;
  /** They replace secrets; the run adds the identifiers that its cases bind. */
  readonly masks: Masks;
  readonly credentials: Credentials;
  /** Holds what is still to be removed, during the run and after it. */
  readonly created: CreatedItems;
  readonly health: TargetHealth;
  readonly memory: RunMemory;
  readonly receiver?: CallbackReceiver | undefined;
}

/**
 * Decides everything that a run of these options needs, in the one way in which the command, `runContract` and
 * `describeContract` do so. @throws TypeError for a target that is not a URL, for a baseline that has faults, and for a
 * login that is excluded
 */
export function prepareContract(source: ContractSource, receiver?: CallbackReceiver): PreparedRun {
  const target = toTarget(source.target, sendingOptions(source));
  const plan = planRun(source, { isRemote: target.isRemote === true });
  const [login] = excludedLogins(plan);
  if (login !== undefined) {
    throw new TypeError(
      `exclude: ${login} gives a credential, and is never sent: include it, or give another`,
    );
  }
  const baseline = baselineFrom(source.baseline ?? []);
  return prepareRun(plan, { ...source, target, baseline, receiver });
}

/** Returns the address at which callbacks have to arrive. @throws TypeError for one that is not of this machine */
export function callbackAddressOf({ callbacksOn }: ContractSource): URL | undefined {
  const address = callbacksOn === undefined ? undefined : callbackAddress(callbacksOn);
  if (callbacksOn === undefined || address !== undefined) return address;
  throw new TypeError(
    `callbacksOn ${callbacksOn}: give an address of this machine, such as http://127.0.0.1:9000`,
  );
}

/** Returns the names of the operations that give credentials and may not be sent. */
function excludedLogins({ identities, description, isExcluded }: PlannedRun): readonly string[] {
  const sources = Object.values(identities).flatMap((caller) => Object.values(caller.sources ?? {}));
  return sources.flatMap((source) => {
    const operation = source.kind === 'operation' ? operationNamed(description, source.operation) : undefined;
    return operation !== undefined && isExcluded(operation) ? [operation.id] : [];
  });
}

/** What a planned run needs beside its plan. */
export interface RunParts
  extends Pick<PreparedRun, 'target' | 'baseline'>, Pick<ContractSource, 'mark' | 'learned'> {
  readonly created?: CreatedItems;
  /** Receives callbacks. Default: none are waited for. */
  readonly receiver?: CallbackReceiver | undefined;
}

/** Makes a planned run ready to be sent to a target. */
export function prepareRun(
  plan: PlannedRun,
  { target, baseline, mark, learned = {}, created = new CreatedItems(), receiver }: RunParts,
): PreparedRun {
  const { description, identities, headers, perOperation } = plan;
  const credentials = new Credentials({ description, identities, headers, target });
  const obtained = () => credentials.obtained;
  const further = Object.values(perOperation).map((one) => one.headers ?? {});
  const schemes = description.securitySchemes;
  const masks = createMasks({ schemes, identities, headers: [headers, ...further], obtained });
  const memory = new RunMemory({
    mark: mark ?? (target.isLasting === true ? randomMark() : undefined),
    learned,
  });
  const health = new TargetHealth();
  return { ...plan, target, baseline, masks, credentials, created, health, memory, receiver };
}

/** @throws TypeError for a proxy that is not a URL */
function sendingOptions({ timeout, rate, ca, insecure, proxy }: ContractSource): TargetOptions {
  if (proxy !== undefined && !(URL.canParse(proxy) && /^https?:/.test(proxy))) {
    throw new TypeError('proxy: give a URL such as http://proxy.example.com:3128');
  }
  return {
    ...(timeout !== undefined && { timeout }),
    ...(rate !== undefined && { rate }),
    ...(ca !== undefined && { ca }),
    ...(insecure !== undefined && { insecure }),
    ...(proxy !== undefined && { proxy: { kind: 'url', url: proxy } }),
  };
}
