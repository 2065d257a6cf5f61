import { once } from '../../base/memoise.ts';
import type { Behaviour } from './behaviour.ts';

/** Creates a behaviour on its first call: a large description has hundreds of operations, and few are called. */
export function lazyBehaviour(create: () => Behaviour): Behaviour {
  const created = once(create);
  return (request, tx) => created()(request, tx);
}
