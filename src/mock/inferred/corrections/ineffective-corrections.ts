import { nearest } from '../../../base/nearest.ts';
import { templateNames, lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { roleOf, type Correction } from '../../../description/resources/correction.ts';
import { findResources } from '../../../description/resources/resource.ts';
import type { Inference } from '../resources/inference.ts';
import { inferCorrectedApi } from './corrected-api.ts';

/** A correction that is well written, and leads nowhere. */
export interface LostCorrection {
  readonly operation: Operation;
  /** The member that is wrong; undefined where it is all of them. */
  readonly member: keyof Correction | undefined;
  readonly message: string;
}

/** Corrections that name a collection that there is not, or after which the operation is not what they say. */
export function lostCorrections(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly LostCorrection[] {
  if (corrections.size === 0) return [];
  const options = { seed: 0, filled: new Set<string>(), suggest: async () => () => undefined };
  const api = inferCorrectedApi(description, corrections, options);
  return [...corrections].flatMap(([operation, correction]) => {
    if (correction === false) return [];
    const lost =
      unknownCollection(description, operation, correction, corrections) ??
      otherwise(operation, correction, api.of(operation)?.inference);
    return lost === undefined ? [] : [{ operation, ...lost }];
  });
}

type Lost = Omit<LostCorrection, 'operation'>;

/** A new collection needs more than one operation: alone, it is a name that was misspelt. */
function unknownCollection(
  { operations }: Description,
  operation: Operation,
  { collection }: Correction,
  corrections: ReadonlyMap<Operation, Correction | false>,
): Lost | undefined {
  if (collection === undefined) return undefined;
  const paths = [
    ...findResources({ operations }).map(({ collectionPath }) => collectionPath),
    ...operations.map(({ path }) => path),
  ];
  const known = [...new Set(paths.flatMap((path) => [path, lastSegment(path)]))];
  const isShared = [...corrections].some(
    ([other, one]) => other !== operation && one !== false && bare(one.collection) === bare(collection),
  );
  if (isShared || known.some((name) => bare(name) === bare(collection))) return undefined;
  const meant = nearest(collection, known);
  const hint = meant === undefined ? '' : `: did you mean '${meant}'?`;
  return {
    member: 'collection',
    message: `there is no collection '${collection}', and no other operation is of it${hint}`,
  };
}

function bare(name: string | undefined): string | undefined {
  return name?.replace(/^\//, '');
}

function otherwise(
  operation: Operation,
  correction: Correction,
  inference: Inference | undefined,
): Lost | undefined {
  const role = roleOf(correction, operation);
  const { method, path } = operation;
  if (inference === undefined || inference.role !== role) {
    const message = `${method} ${path} cannot be taken for ${role}: no answer shows an item with its identifier; say 'key', and where it stands`;
    return { member: undefined, message };
  }
  const missing = templateNames(inference.collection).find((name) => !templateNames(path).includes(name));
  if (missing === undefined || role === 'singleton') return undefined;
  const message = `${inference.collection} needs {${missing}}, which ${path} does not have`;
  return { member: correction.collection === undefined ? undefined : 'collection', message };
}
