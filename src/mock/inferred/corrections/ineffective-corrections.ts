import { nearest } from '../../../base/nearest.ts';
import { templateNames, lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { roleOf, type Correction } from '../../../description/resources/correction.ts';
import { findResources } from '../../../description/resources/resource.ts';
import type { Inference } from '../resources/inference.ts';
import { inferCorrectedApi } from './infer-corrected.ts';

/** A correction that is well-formed, but has no effect. */
export interface IneffectiveCorrection {
  readonly operation: Operation;
  /** The member that is wrong; undefined when it is not a single one. */
  readonly member: keyof Correction | undefined;
  readonly message: string;
}

/**
 * Finds corrections that name an unknown collection, or after which the operation does not have the role that they
 * give.
 */
export function findIneffectiveCorrections(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly IneffectiveCorrection[] {
  if (corrections.size === 0) return [];
  const options = { seed: 0, filled: new Set<string>(), suggest: async () => () => undefined };
  const api = inferCorrectedApi(description, corrections, options);
  return [...corrections].flatMap(([operation, correction]) => {
    if (correction === false) return [];
    const fault =
      unknownCollection(description, operation, correction, corrections) ??
      differingRole(operation, correction, api.behaviourOf(operation)?.inference);
    return fault === undefined ? [] : [{ operation, ...fault }];
  });
}

type Ineffective = Omit<IneffectiveCorrection, 'operation'>;

/** Returns the fault when a new collection is named by one correction only: it is taken for a misspelt name. */
function unknownCollection(
  { document, operations }: Description,
  operation: Operation,
  { collection }: Correction,
  corrections: ReadonlyMap<Operation, Correction | false>,
): Ineffective | undefined {
  if (collection === undefined) return undefined;
  const paths = [
    ...findResources({ document, operations }).map(({ collectionPath }) => collectionPath),
    ...operations.map(({ path }) => path),
  ];
  const known = [...new Set(paths.flatMap((path) => [path, lastSegment(path)]))];
  const isShared = [...corrections].some(
    ([other, correction]) =>
      other !== operation &&
      correction !== false &&
      withoutSlash(correction.collection) === withoutSlash(collection),
  );
  if (isShared || known.some((name) => withoutSlash(name) === withoutSlash(collection))) return undefined;
  const meant = nearest(collection, known);
  const hint = meant === undefined ? '' : `: did you mean '${meant}'?`;
  return {
    member: 'collection',
    message: `there is no collection '${collection}', and no other correction names it${hint}`,
  };
}

function withoutSlash(name: string | undefined): string | undefined {
  return name?.replace(/^\//, '');
}

/** Returns the fault when the operation does not have the role after the correction, or lacks a path parameter. */
function differingRole(
  operation: Operation,
  correction: Correction,
  inference: Inference | undefined,
): Ineffective | undefined {
  const role = roleOf(correction, operation);
  const { method, path } = operation;
  if (inference === undefined || inference.role !== role) {
    const message = `${method} ${path} cannot have the role ${role}: no response shows an item with its identifier; give 'key', and 'item' or 'list' for the place`;
    return { member: undefined, message };
  }
  const missing = templateNames(inference.collection).find((name) => !templateNames(path).includes(name));
  if (missing === undefined || role === 'singleton') return undefined;
  const message = `${inference.collection} needs the parameter {${missing}}, which ${path} does not have`;
  return { member: correction.collection === undefined ? undefined : 'collection', message };
}
