import { deepFreeze } from './json.ts';

/** What is known of a value that nothing can change. */
export class Facts {
  /** Its JSON text, while that is kept. */
  text: string | undefined = undefined;
  /** The generation of texts in which that was used last. */
  generation = 0;
  /** The schemas that it fits. */
  judged: Judgement | undefined = undefined;
  /** The views that show it as it is. */
  views: View | undefined = undefined;
}

/** The number of a view that shows a value as it is, with those before it. */
interface View {
  readonly view: number;
  readonly next: View | undefined;
}

export function isShownBy({ views }: Facts, view: number): boolean {
  for (let one = views; one !== undefined; one = one.next) if (one.view === view) return true;
  return false;
}

/** A schema that a value fits, with those before it. */
export interface Judgement {
  /** The number of the judge; judges are not kept with the values that they have judged. */
  readonly judge: number;
  readonly key: string;
  readonly next: Judgement | undefined;
}

/** Makes the constructor of a derived class add its private members to any object. */
// oxlint-disable-next-line typescript/no-extraneous-class -- a constructor that returns what it gets is all that is needed
class Returned {
  constructor(value: object) {
    return value;
  }
}

/**
 * Adds facts to an object as a private member, which nothing can see. Maps with weak keys would do the same, and each new
 * item would make every garbage collection longer.
 */
class Known extends Returned {
  readonly #facts = new Facts();

  static factsOf(value: object): Facts | undefined {
    return #facts in value ? value.#facts : undefined;
  }

  static add(value: object): void {
    void new Known(value);
  }
}

/** The facts of values that were frozen by others: then no member can be added. */
const ofOthers = new WeakMap<object, Facts>();

/** Freezes a new value with all in it, so that facts of it cost little. */
export function frozenWithFacts<Value extends object>(value: Value): Value {
  if (!Object.isFrozen(value)) Known.add(value);
  return deepFreeze(value);
}

/** Returns what is known of a value; undefined where nothing is. */
export function factsOf(value: object): Facts | undefined {
  return Known.factsOf(value) ?? ofOthers.get(value);
}

/** True for values that `frozenWithFacts` has frozen, with all in them. */
export function isFrozenWithFacts(value: object): boolean {
  return Known.factsOf(value) !== undefined;
}

/** Returns what is known of a value that nothing can change, to add to it. */
export function factsFor(value: object): Facts {
  const known = factsOf(value);
  if (known !== undefined) return known;
  const facts = new Facts();
  ofOthers.set(value, facts);
  return facts;
}
