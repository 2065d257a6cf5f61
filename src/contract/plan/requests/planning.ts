import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sourceAt, type Provenance } from '../../../description/model/source.ts';
import { correctedResources } from '../../../description/resources/corrected-resources.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { createValidator, type Validator } from '../../../validation/validator.ts';
import type { Case } from '../../case/case.ts';
import type { TargetData } from './target-data.ts';
import type { Template } from './template.ts';

/** How much of one list is read where the run has not made its items. */
export interface ListLimits {
  readonly pages: number;
  readonly items: number;
  readonly requests: number;
}

export const LIST_LIMITS: ListLimits = { pages: 10, items: 1000, requests: 60 };

/** What makers of cases need to know. */
export interface Planning {
  readonly description: Description;
  /** True where cases may create the items that they need. */
  readonly mayCreate: boolean;
  /** Varies the invented values. */
  readonly seed: number;
  readonly validator: Validator;
  readonly resources: readonly Resource[];
  /** True where cases may create children of items that are there already. */
  readonly usesParents: boolean;
  /** The security schemes for which `default` has a credential. */
  readonly credentials: ReadonlySet<string>;
  readonly lists: ListLimits;
  /** Values that are known to work on the target. */
  readonly data: TargetData;
  /** The results of `validTemplate` by operation and arguments. */
  readonly templates: WeakMap<Operation, Map<string, Template | undefined>>;
}

/** Makes the cases of one kind for one operation. */
export type Maker = (planning: Planning, operation: Operation) => Iterable<Case>;

/** Makes the cases of one kind about the operations of one resource. */
export type ResourceMaker = (planning: Planning, resource: Resource) => Iterable<Case>;

export function startPlanning(
  description: Description,
  {
    mayCreate,
    seed,
    usesParents = false,
    credentials = [],
    lists = LIST_LIMITS,
    data = {},
  }: {
    readonly mayCreate: boolean;
    readonly seed: number;
    readonly usesParents?: boolean;
    readonly credentials?: readonly string[];
    readonly lists?: ListLimits;
    readonly data?: TargetData;
  },
): Planning {
  return {
    description,
    mayCreate,
    seed,
    usesParents,
    lists,
    validator: createValidator(description),
    resources: correctedResources(description),
    credentials: new Set(credentials),
    data,
    templates: new WeakMap(),
  };
}

export function provenanceAt({ description }: Planning, pointer: string): Provenance {
  return sourceAt(description.document, pointer).provenance;
}
