import type { Description } from '../../../description/model/description.ts';
import type { CredentialPlan } from '../../case/case.ts';
import type { CredentialSource, Identities } from '../../case/identities.ts';
import type { Target } from '../../target/target.ts';
import { CredentialError, logIn } from './log-in.ts';

/** A credential that was obtained while the run went on. */
export interface ObtainedCredential {
  readonly identity: string;
  readonly scheme: string;
  readonly value: string;
}

/** What credentials are obtained with. */
export interface CredentialsSetup {
  readonly description: Description;
  readonly identities: Identities;
  readonly headers: Readonly<Record<string, string>>;
  readonly target: Pick<Target, 'send'>;
}

/** After so many failures in a row a source is not used again. */
const MAX_FAILURES = 2;

const NONE: readonly string[] = [];

/** One credential that has a source. */
class SourcedCredential {
  value: string | undefined;
  /** True once a request with it was answered with a success. */
  hasWorked = false;
  pending: Promise<string> | undefined;
  failures = 0;
  failure: unknown;
}

/** The credentials of a run. Those that have a source are obtained when they are first needed, and renewed. */
export class Credentials {
  readonly #setup: CredentialsSetup;
  readonly #sourced = new Map<string, SourcedCredential>();
  readonly #obtained: ObtainedCredential[] = [];
  readonly #notes = new Set<string>();

  constructor(setup: CredentialsSetup) {
    this.#setup = setup;
  }

  /** All that were obtained so far, also those that are not valid any more. */
  get obtained(): readonly ObtainedCredential[] {
    return this.#obtained;
  }

  /** Sentences that say which operations were sent to obtain credentials. */
  get notes(): readonly string[] {
    return [...this.#notes].toSorted();
  }

  /** Returns the identities with the credentials that a request needs: a promise where some have a source. @throws CredentialError */
  held(plan: CredentialPlan): Identities | Promise<Identities> {
    const schemes = this.#sourcedSchemes(plan);
    return schemes.length === 0 ? this.#setup.identities : this.#heldWith(plan, schemes);
  }

  async #heldWith(plan: CredentialPlan, schemes: readonly string[]): Promise<Identities> {
    const values: Record<string, string> = {};
    for (const scheme of schemes) {
      const known = this.#of(plan.identity, scheme);
      values[scheme] = known.value ?? (await this.#obtain(plan.identity, scheme));
    }
    return this.#with(plan.identity, values);
  }

  /** A request with these credentials was answered with a success. */
  worked(plan: CredentialPlan): void {
    for (const scheme of this.#sourcedSchemes(plan)) this.#of(plan.identity, scheme).hasWorked = true;
  }

  /** True where credentials of the request had worked and can be renewed. */
  canRenew(plan: CredentialPlan): boolean {
    return this.#sourcedSchemes(plan).some((scheme) => this.#of(plan.identity, scheme).hasWorked);
  }

  /**
   * Renews the credentials with which a request was sent, unless another request has had them renewed since then.
   * @throws CredentialError
   */
  async renew(plan: CredentialPlan, sent: Identities): Promise<void> {
    for (const scheme of this.#sourcedSchemes(plan)) {
      const isStale = this.#of(plan.identity, scheme).value === sent[plan.identity]?.credentials[scheme];
      if (isStale) await this.#obtain(plan.identity, scheme);
    }
  }

  #sourcedSchemes({ identity, schemes, wrong, empty = [] }: CredentialPlan): readonly string[] {
    const sources = this.#setup.identities[identity]?.sources;
    if (sources === undefined) return NONE;
    return schemes.filter(
      (name) => Object.hasOwn(sources, name) && !wrong.includes(name) && !empty.includes(name),
    );
  }

  #with(identity: string, values: Readonly<Record<string, string>>): Identities {
    const { identities } = this.#setup;
    const caller = identities[identity];
    if (caller === undefined) return identities;
    return { ...identities, [identity]: { ...caller, credentials: { ...caller.credentials, ...values } } };
  }

  #of(identity: string, scheme: string): SourcedCredential {
    const key = JSON.stringify([identity, scheme]);
    const known = this.#sourced.get(key) ?? new SourcedCredential();
    this.#sourced.set(key, known);
    return known;
  }

  /** Callers that need the same credential at the same time wait for the same one. */
  #obtain(identity: string, scheme: string): Promise<string> {
    const known = this.#of(identity, scheme);
    known.pending ??= this.#newValue(identity, scheme, known).finally(() => {
      known.pending = undefined;
    });
    return known.pending;
  }

  async #newValue(identity: string, scheme: string, known: SourcedCredential): Promise<string> {
    if (known.failures >= MAX_FAILURES) throw known.failure;
    const source = this.#setup.identities[identity]?.sources?.[scheme];
    try {
      const value = source === undefined ? '' : await this.#valueFrom(source, identity, scheme);
      if (value === '' || /[\0\r\n]/.test(value)) {
        throw new CredentialError('what was obtained is empty, or has several lines');
      }
      known.value = value;
      known.failures = 0;
      this.#obtained.push({ identity, scheme, value });
      return value;
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      const named = new CredentialError(
        `the credential ${scheme} of ${identity} could not be obtained: ${error.message}`,
        error.unreachable,
      );
      known.failures += 1;
      known.failure = named;
      throw named;
    }
  }

  async #valueFrom(source: CredentialSource, identity: string, scheme: string): Promise<string> {
    if (source.kind === 'function') return obtainWith(source.obtain);
    this.#notes.add(
      `${source.operation} was sent to obtain the credential ${scheme} of ${identity}, as the settings say`,
    );
    return logIn(source, this.#setup);
  }
}

/** @throws CredentialError with the message of the function's error */
async function obtainWith(obtain: () => string | Promise<string>): Promise<string> {
  try {
    return await obtain();
  } catch (error) {
    throw new CredentialError(error instanceof Error ? error.message : 'it failed');
  }
}
