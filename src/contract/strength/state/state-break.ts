import type { Operation } from '../../../description/model/operation.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Break, Layer, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import { allowed, forbidden, makeBreak, type BreakContext } from '../making/break-context.ts';

/** What is broken in the state that a resource's operations share. */
interface StateFacts {
  readonly operator: OperatorName;
  readonly operation: Operation;
  /** Default: the operation itself. */
  readonly place?: string;
  /** The law that forbids it; undefined where it does not apply. */
  readonly law: string | undefined;
  /** Why it does not. */
  readonly otherwise?: string;
  /** Further operations whose requests the layer handles. */
  readonly shownBy?: readonly (Operation | undefined)[];
  readonly layer: Layer;
}

/** Makes the breaks of what one resource remembers. */
export type StateBreaks = (context: BreakContext, resource: Resource) => Iterable<Break>;

export function stateBreak(
  context: BreakContext,
  { operator, operation, place, law, otherwise, shownBy = [], layer }: StateFacts,
): readonly Break[] {
  if (!context.isWanted(operator)) return [];
  const standing: Standing = law === undefined ? allowed(otherwise ?? 'nothing shows it') : forbidden(law);
  const others = shownBy.flatMap((one) => (one === undefined ? [] : [one.id]));
  return [
    makeBreak(context, {
      operator,
      operationId: operation.id,
      place: place ?? operation.method,
      standing,
      fault: { kind: 'server', layer, shownBy: others },
    }),
  ];
}

/** Names a law that applies. */
export function lawIf(applies: boolean, law: string): string | undefined {
  return applies ? law : undefined;
}
