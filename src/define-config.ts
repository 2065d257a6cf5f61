import type { Phase } from './contract/case/case.ts';
import type { Safety } from './contract/plan/plan-cases.ts';
import type { TargetData } from './contract/plan/requests/target-data.ts';
import type { FailOn } from './contract/report/report.ts';

type OneOrMore<Value> = Value | readonly Value[];

type Texts = Readonly<Record<string, string>>;

/**
 * What stands in `stuntdouble.config.{ts,js,json,yaml}`: the options of `stuntdouble test` under their long names. The
 * command line wins, then the environment, then this. Paths are seen from the file's folder;
 * `schemas/config.schema.json` says the same.
 */
export interface StuntdoubleConfig {
  readonly $schema?: string;
  /** Paths, addresses or bundled names. */
  readonly descriptions?: OneOrMore<string>;
  readonly target?: string;
  /** Sent with every request, by name. */
  readonly headers?: Texts;
  /** Of the identity `default`, by the name of the security scheme. */
  readonly credentials?: Texts;
  /** Who may ask, by name; `default` may do everything. */
  readonly identities?: Readonly<Record<string, ConfiguredIdentity>>;
  /** What is known to work on the target: a file, or the data itself. */
  readonly data?: string | TargetData;
  readonly safety?: Safety;
  readonly only?: OneOrMore<string>;
  readonly operation?: OneOrMore<string>;
  readonly phase?: OneOrMore<Phase>;
  readonly tag?: OneOrMore<string>;
  readonly maxCases?: number;
  /** Such as `60s` or `5m`. */
  readonly budget?: string;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly json?: string;
  readonly junit?: string;
  readonly concurrency?: number;
  /** Requests in a second. */
  readonly rate?: number;
  /** In seconds. */
  readonly timeout?: number;
  readonly seed?: number;
  readonly failOn?: FailOn;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly fixtures?: string;
  readonly behaviours?: string;
  /** A file of certificates (PEM). */
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly proxy?: string;
  readonly allowOutside?: boolean;
  readonly allowRemote?: boolean;
  readonly strict?: boolean;
}

export interface ConfiguredIdentity {
  /** By the name of the security scheme. */
  readonly credentials?: Texts;
  /** Header fields that carry its credentials, by name. */
  readonly headers?: Texts;
  /** Left out: everything for `default`, nothing that needs a role for all others. */
  readonly roles?: readonly string[];
}

/** The settings as they are: for their types, in `stuntdouble.config.ts`. */
export function defineConfig(config: StuntdoubleConfig): StuntdoubleConfig {
  return config;
}
