import { memoised } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Case } from '../../case/case.ts';
import type { CaseResult } from '../state/case-result.ts';

/** So many requests without any credentials, of as many operations, tell whether anybody asks for them. */
const MOST_PROBES = 3;

interface Probe {
  readonly operationId: string;
  /** Undefined while it is not known. */
  outcome: 'accepted' | 'other' | undefined;
}

/** The probes of the operations that have the same security requirement, by the ids of their cases. */
type Probes = Map<string, Probe>;

/**
 * Tells at the start of a run whether credentials are checked at all. Where the first operations of a security
 * requirement answer without any, all further cases about it would only find the same.
 */
export class CredentialProbes {
  readonly #description: Pick<Description, 'operationById'>;
  readonly #probes = new Map<string, Probes>();
  /** The same for risky cases, which are run last. */
  readonly #riskyProbes = new Map<string, Probes>();
  readonly #risky = new Set<string>();

  constructor(description: Pick<Description, 'operationById'>) {
    this.#description = description;
  }

  /** Takes a planned case as a probe where it is one of the first that can tell. Cases have to come in their order. */
  isProbe(one: Case, isRisky: boolean): boolean {
    if (isRisky && isAboutCredentials(one)) this.#risky.add(one.id);
    if (!one.id.endsWith('/credentials-missing/all')) return false;
    const probes = this.#of(one);
    if (probes.size < MOST_PROBES) probes.set(one.id, { operationId: one.operationId, outcome: undefined });
    return probes.has(one.id);
  }

  record({ case: one, findings }: CaseResult): void {
    const probe = this.#of(one).get(one.id);
    if (probe === undefined) return;
    probe.outcome = findings.some(({ check }) => check === 'credentialsEnforced') ? 'accepted' : 'other';
  }

  /** False for a case about credentials, other than a probe, as long as the probes are not known. */
  mayStart(one: Case): boolean {
    if (!isAboutCredentials(one)) return true;
    const probes = this.#of(one);
    return probes.has(one.id) || [...probes.values()].every(({ outcome }) => outcome !== undefined);
  }

  /** Returns why a case would tell nothing new; undefined where it may. */
  needlessBecause(one: Case): string | undefined {
    if (!isAboutCredentials(one)) return undefined;
    const key = this.#requirementOf(one.operationId);
    const accepted = [this.#probes, this.#riskyProbes]
      .map((all) => all.get(key))
      .find((probes) => isAccepted(probes) && probes?.has(one.id) === false);
    if (accepted === undefined) return undefined;
    const names = [...accepted.values()].map(({ operationId }) => operationId).join(', ');
    return `credentials are not checked (${names}): further cases about that are not sent`;
  }

  #of(one: Case): Probes {
    const all = this.#risky.has(one.id) ? this.#riskyProbes : this.#probes;
    const key = this.#requirementOf(one.operationId);
    const known: Probes = all.get(key) ?? new Map();
    all.set(key, known);
    return known;
  }

  /** Returns what the description requires for an operation, as a text. */
  readonly #requirementOf = memoised((operationId: string) => {
    const { security = [] } = this.#description.operationById(operationId) ?? {};
    return JSON.stringify(security.map(({ schemes }) => schemes.map(({ scheme }) => scheme.name)));
  });
}

function isAccepted(probes: Probes = new Map()): boolean {
  return probes.size > 0 && [...probes.values()].every(({ outcome }) => outcome === 'accepted');
}

/** True for a case that is to be refused since credentials are missing, wrong or empty. */
export function isAboutCredentials({ maker }: Case): boolean {
  return maker.startsWith('credentials-');
}
