import type { Description } from './description.ts';
import type { Link } from './link.ts';
import type { Operation } from './operation.ts';

/** The operation that a link leads to; undefined where the description does not have it. */
export function linkedOperation(
  { operations, operationById }: Pick<Description, 'operations' | 'operationById'>,
  { target }: Pick<Link, 'target'>,
): Operation | undefined {
  switch (target.kind) {
    case 'operationId':
      return operationById(target.id);
    case 'pointer':
      return operations.find(({ pointer }) => pointer === target.pointer);
    case 'unknown':
      return undefined;
  }
}
