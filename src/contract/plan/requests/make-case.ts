import type { Description } from '../../../description/model/description.ts';
import type { Provenance } from '../../../description/model/source.ts';
import type { Case, Phase, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import type { Planning } from './planning.ts';

/** What the maker of a case says about it; the id is built from that. */
export interface CaseFacts {
  readonly operationId: string;
  readonly maker: string;
  /** JSON Pointer or name that distinguishes this case from the maker's others for this operation. */
  readonly place: string;
  readonly title: string;
  readonly phase: Phase;
  readonly provenance: Provenance;
  readonly steps: readonly Step[];
  readonly laws?: readonly Law[];
  readonly rule?: string;
  readonly exclusive?: true;
  readonly confirmed?: true;
}

export function makeCase({ description }: Planning, facts: CaseFacts): Case {
  const { place: _, rule, ...rest } = facts;
  return { laws: [], ...rest, ...(rule !== undefined && { rule }), id: caseId(description, facts) };
}

export function caseId(
  { name }: Description,
  { operationId, maker, place }: Pick<CaseFacts, 'operationId' | 'maker' | 'place'>,
): string {
  return `${name}/${operationId}/${maker}/${place.replace(/^\//, '')}`;
}
