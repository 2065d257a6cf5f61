import { once } from '../../base/memoise.ts';
import type { Behaviour } from './behaviour.ts';

/** A behaviour that is made when it is first called: a large description has hundreds, and few are asked for. */
export function onceCalled(make: () => Behaviour): Behaviour {
  const made = once(make);
  return (request, tx) => made()(request, tx);
}
