import { deepFreeze } from './json.ts';

/** A mark on values: one that somebody with a number has set, with those before it. Values with the same marks share them. */
interface Marks {
  readonly owner: number;
  readonly key: string;
  readonly before: Marks | undefined;
  readonly after: Map<string, Marks>;
  /** The last one of `after`: items of one collection get the same marks. */
  latest: Marks | undefined;
}

const NO_MARKS = marksAfter(undefined, 0, '');

function marksAfter(before: Marks | undefined, owner: number, key: string): Marks {
  return { owner, key, before, after: new Map(), latest: undefined };
}

/** The text of a value. Whoever decides how long texts are kept has this, and not the value. */
export interface KeptText {
  /** The JSON text, while it is kept. */
  text: string | undefined;
  /** The generation of texts in which it was used last. */
  generation: number;
}

/** What is known of a value that nothing can change. */
interface Facts {
  kept: KeptText | undefined;
  marks: Marks;
}

/** Makes the constructor of a derived class add its private members to any object. */
// oxlint-disable-next-line typescript/no-extraneous-class -- a constructor that returns what it gets is all that is needed
class Returned {
  constructor(value: object) {
    return value;
  }
}

/**
 * Keeps facts in private members of the object itself, which nothing can see. Maps with weak keys would do the same, and
 * each new item would make every garbage collection longer.
 */
class Known extends Returned {
  #kept: KeptText | undefined = undefined;
  #marks = NO_MARKS;

  static add(value: object): void {
    void new Known(value);
  }

  static is(value: object): value is Known {
    return #marks in value;
  }

  static keptOf(value: Known): KeptText | undefined {
    return value.#kept;
  }

  static marksOf(value: Known): Marks {
    return value.#marks;
  }

  static setKept(value: Known, kept: KeptText): void {
    value.#kept = kept;
  }

  static setMarks(value: Known, marks: Marks): void {
    value.#marks = marks;
  }
}

/** The facts of values that were frozen by others: then no member can be added. */
const ofOthers = new WeakMap<object, Facts>();

function factsFor(value: object): Facts {
  const known = ofOthers.get(value) ?? { kept: undefined, marks: NO_MARKS };
  ofOthers.set(value, known);
  return known;
}

/** Freezes a new value with all in it, so that facts of it cost little. */
export function frozenAsKnown<Value extends object>(value: Value): Value {
  if (!Object.isFrozen(value)) Known.add(value);
  return deepFreeze(value);
}

/** True for values that `frozenAsKnown` has frozen, with all in them. */
export function isFrozenAsKnown(value: object): boolean {
  return Known.is(value);
}

/** Returns the text that was noted of a value, or was once; undefined where none ever was. */
export function notedText(value: object): KeptText | undefined {
  return Known.is(value) ? Known.keptOf(value) : ofOthers.get(value)?.kept;
}

/** Notes the text of a frozen value. */
export function noteText(value: object, kept: KeptText): void {
  if (Known.is(value)) Known.setKept(value, kept);
  else factsFor(value).kept = kept;
}

let owners = 0;

/** Returns a number under which somebody can mark values. Marks keep nobody. */
export function newOwner(): number {
  owners += 1;
  return owners;
}

/** True where the owner has marked the value. */
export function isMarked(value: object, owner: number, key: string): boolean {
  for (let one: Marks | undefined = marksOf(value); one !== undefined; one = one.before) {
    if (one.owner === owner && one.key === key) return true;
  }
  return false;
}

/** Marks a value that nothing can change. */
export function mark(value: object, owner: number, key: string): void {
  if (isMarked(value, owner, key)) return;
  const marks = withMark(marksOf(value), owner, key);
  if (Known.is(value)) Known.setMarks(value, marks);
  else factsFor(value).marks = marks;
}

function withMark(before: Marks, owner: number, key: string): Marks {
  const { latest, after } = before;
  if (latest?.owner === owner && latest.key === key) return latest;
  const id = `${owner} ${key}`;
  const marks = after.get(id) ?? marksAfter(before, owner, key);
  after.set(id, marks);
  before.latest = marks;
  return marks;
}

/** True where one of the owners has marked the value. */
export function isMarkedBy(value: object, isOwner: (owner: number) => boolean): boolean {
  for (let one: Marks | undefined = marksOf(value); one !== undefined; one = one.before) {
    if (isOwner(one.owner)) return true;
  }
  return false;
}

function marksOf(value: object): Marks {
  return Known.is(value) ? Known.marksOf(value) : (ofOthers.get(value)?.marks ?? NO_MARKS);
}
