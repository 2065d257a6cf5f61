import type { Phase } from './contract/case/case.ts';
import type { CheckId } from './contract/case/finding.ts';
import type { Safety } from './contract/plan/plan-cases.ts';
import type { OperationData, TargetData } from './contract/plan/requests/target-data.ts';
import type { SignatureSettings } from './mock/control/callbacks/callback-settings.ts';
import type { Scenario } from './mock/control/scenarios/scenario.ts';
import type { FailOn } from './contract/report/report.ts';

type OneOrMore<Value> = Value | readonly Value[];

type Texts = Readonly<Record<string, string>>;

/**
 * The settings in `stuntdouble.config.{ts,js,json,yaml}`: the options of `stuntdouble test` under their long names, and what
 * `stuntdouble mock` takes of them. An
 * option on the command line is used before one in the environment, and that before one in the file. Relative paths
 * start at the file's folder. `schemas/config.schema.json` describes the same settings.
 */
export interface StuntdoubleConfig {
  readonly $schema?: string;
  /** Paths or URLs of descriptions, or bundled names. */
  readonly descriptions?: OneOrMore<string>;
  /** Paths or URLs of OpenAPI Overlays, which are applied to the description in their order. */
  readonly overlay?: OneOrMore<string>;
  readonly target?: string;
  /** Header fields of every request, by name; an empty value leaves out a field that would be sent. */
  readonly headers?: Texts;
  /** The credentials of the identity `default`, by the name of the security scheme. */
  readonly credentials?: Readonly<Record<string, ConfiguredCredential>>;
  /** The callers that the target knows, by a name of your own; `default` may call every operation. */
  readonly identities?: Readonly<Record<string, ConfiguredIdentity>>;
  /** Values that are known to work on the target: a file, or the data itself. */
  readonly data?: string | TargetData;
  /** What is different for single operations, by `operationId` or `METHOD /path`. */
  readonly operations?: Readonly<Record<string, ConfiguredOperation>>;
  readonly safety?: Safety;
  /** With `create-own`, also creates what can be deleted again below items that the run did not create. */
  readonly borrowParents?: boolean;
  readonly only?: OneOrMore<string>;
  readonly operation?: OneOrMore<string>;
  readonly phase?: OneOrMore<Phase>;
  readonly tag?: OneOrMore<string>;
  readonly excludeOperation?: OneOrMore<string>;
  /** Path templates, in which `*` stands for a part of a segment, and `**` for anything. */
  readonly excludePath?: OneOrMore<string>;
  readonly excludeTag?: OneOrMore<string>;
  readonly excludeMethod?: OneOrMore<string>;
  /** Ids of cases, in which `*` stands for anything. */
  readonly excludeCase?: OneOrMore<string>;
  readonly excludePhase?: OneOrMore<Phase>;
  readonly excludeCheck?: OneOrMore<CheckId>;
  readonly excludeDeprecated?: boolean;
  readonly maxCases?: number;
  /** How much of a list is read where the run has not made its items. */
  readonly listPages?: number;
  readonly listItems?: number;
  readonly listRequests?: number;
  /** The longest time of a run: `60s` or `5m`. */
  readonly budget?: string;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly json?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly har?: string;
  readonly ctrf?: string;
  readonly markdown?: string;
  readonly html?: string;
  /** A part of the cases, such as `2/5`. */
  readonly shard?: string;
  readonly concurrency?: number;
  /** The highest number of requests in a second. */
  readonly rate?: number;
  /** The longest time of a request, in seconds. */
  readonly timeout?: number;
  /** An address of this machine at which callbacks are received. */
  readonly callbacksOn?: string;
  readonly seed?: number;
  /** Letters in lower case and digits, at most 12, that make values differ from those of other runs. */
  readonly mark?: string;
  readonly failOn?: FailOn;
  /** The least share of the operations to be reached, such as `90%`. */
  readonly minReach?: string;
  /** The least shares of the description to be covered, such as `constraints=80%`. */
  readonly minCoverage?: OneOrMore<string>;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly fixtures?: string;
  readonly behaviours?: string;
  /** A file of certificates in PEM form. */
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly proxy?: string;
  readonly allowOutside?: boolean;
  readonly allowRemote?: boolean;
  readonly strict?: boolean;
  /** How long the mock delays responses: `200ms`, `100-800ms`, or `p50=80,p99=900`. */
  readonly latency?: string;
  /** How often responses of the mock fail: `5%`, or `503:5%,429:1%`. */
  readonly fail?: string;
  /** Sends callbacks and webhooks. */
  readonly callbacks?: boolean;
  /** Names of hosts to which they may go beside this machine, with or without a port. */
  readonly allowCallbacks?: OneOrMore<string>;
  /** Where webhooks go that are asked for without a URL. */
  readonly webhooksTo?: string;
  /** How the bodies of callbacks and webhooks are signed. */
  readonly callbackSignature?: SignatureSettings;
  /** A file that keeps the state of the mock over restarts. */
  readonly persist?: string;
  /** The scenario that is on when the mock starts. */
  readonly scenario?: string;
  /** Situations of the mock, by a name. */
  readonly scenarios?: Readonly<Record<string, ConfiguredScenario>>;
}

/** A situation of the mock. Its fixtures may be a folder. */
export interface ConfiguredScenario extends Omit<Scenario, 'fixtures'> {
  readonly fixtures?: string | Scenario['fixtures'];
}

/** What is different for one operation. */
export interface ConfiguredOperation {
  /** The longest time of a request, in seconds. */
  readonly timeout?: number;
  /** Header fields of its requests, by name; an empty value leaves out a field that would be sent. */
  readonly headers?: Texts;
  /** Values that are known to work, in the place of those that `data` has for the operation. */
  readonly data?: OperationData;
  /** How long the mock delays its responses. */
  readonly latency?: string;
  /** How often its responses of the mock fail. */
  readonly fail?: string;
  /** Findings of these checks are left out. */
  readonly excludeChecks?: readonly CheckId[];
}

/** A credential as it is, or where it is obtained when it is first needed and once it has expired. */
export type ConfiguredCredential = string | CredentialFromCommand | CredentialFromOperation;

export interface CredentialFromCommand {
  /** A program and its arguments, without a shell. What it prints, without the white space around it, is the credential. */
  readonly command: readonly string[];
  /** In seconds. Default: 10. */
  readonly timeout?: number;
}

/** It is sent whatever the safety. */
export interface CredentialFromOperation {
  /** `operationId` or `METHOD /path`. */
  readonly operation: string;
  readonly body?: unknown;
  /** JSON Pointer to the credential in the JSON response, such as `/access_token`. */
  readonly token: string;
}

/** A caller that the target knows. */
export interface ConfiguredIdentity {
  /** By the name of the security scheme. */
  readonly credentials?: Readonly<Record<string, ConfiguredCredential>>;
  /** Header fields that carry its credentials, by name. */
  readonly headers?: Texts;
  /** The roles of the identity. Default: all roles for `default`, none for any other. */
  readonly roles?: readonly string[];
}

/** Returns its argument: it gives the settings in `stuntdouble.config.ts` their types. */
export function defineConfig(config: StuntdoubleConfig): StuntdoubleConfig {
  return config;
}
