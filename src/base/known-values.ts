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

/** What is known of a value that nothing can change. */
interface Facts {
  /** Its JSON text, while that is kept. */
  text: string | undefined;
  /** The generation of texts in which that was used last. */
  generation: number;
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
  #text: string | undefined = undefined;
  #generation = 0;
  #marks = NO_MARKS;

  static add(value: object): void {
    void new Known(value);
  }

  static is(value: object): value is Known {
    return #marks in value;
  }

  static textOf(value: Known): string | undefined {
    return value.#text;
  }

  static generationOf(value: Known): number {
    return value.#generation;
  }

  static marksOf(value: Known): Marks {
    return value.#marks;
  }

  static setText(value: Known, text: string | undefined, generation: number): void {
    value.#text = text;
    value.#generation = generation;
  }

  static setMarks(value: Known, marks: Marks): void {
    value.#marks = marks;
  }
}

/** The facts of values that were frozen by others: then no member can be added. */
const ofOthers = new WeakMap<object, Facts>();

function factsFor(value: object): Facts {
  const known = ofOthers.get(value) ?? { text: undefined, generation: 0, marks: NO_MARKS };
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

/** Returns the text that was noted of a value; undefined where there is none. */
export function notedText(value: object): string | undefined {
  return Known.is(value) ? Known.textOf(value) : ofOthers.get(value)?.text;
}

/** Returns the generation of that text, 0 where none was ever noted. */
export function textGeneration(value: object): number {
  return Known.is(value) ? Known.generationOf(value) : (ofOthers.get(value)?.generation ?? 0);
}

/** Notes the text of a frozen value, or forgets it. */
export function noteText(value: object, text: string | undefined, generation: number): void {
  if (Known.is(value)) Known.setText(value, text, generation);
  else Object.assign(factsFor(value), { text, generation });
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
