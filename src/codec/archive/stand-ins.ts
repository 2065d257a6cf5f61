/** Draws a whole number below a limit. */
export type Draw = (limit: number) => number;

/**
 * Puts values in the place of others: the same one for the same value, and another one for each other value. A stand-in has
 * the length and the form of its value: letters for letters, digits for digits, and all else as it is.
 */
export class StandIns {
  readonly #draw: Draw;
  readonly #known = new Map<string, string>();
  readonly #used = new Set<string>();
  /** The values of the stand-ins that nobody has seen yet. */
  readonly #drafts = new Map<string, string>();
  /** How often the stand-ins of values have been drawn again. */
  readonly #redrawn = new Map<string, number>();

  constructor(draw: Draw = drawSecurely) {
    this.#draw = draw;
  }

  /** Returns the stand-in of a value; a stand-in of this recording stands for itself. */
  of(value: string): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    if (this.#used.has(value)) return value;
    return this.#keep(value, this.#fresh(value));
  }

  /**
   * Draws another stand-in for the value of this one; false where it cannot be another any more. One that has been drawn
   * many times gets to have the first characters of the value, a third of them at most.
   */
  redraw(standIn: string): boolean {
    const value = this.#drafts.get(standIn);
    if (value === undefined) return false;
    this.#known.delete(value);
    this.#used.delete(standIn);
    this.#drafts.delete(standIn);
    this.#redrawn.set(value, (this.#redrawn.get(value) ?? 0) + 1);
    return true;
  }

  /** Makes the stand-ins that there are final. */
  settle(): void {
    this.#drafts.clear();
    this.#redrawn.clear();
  }

  #keep(value: string, standIn: string): string {
    this.#known.set(value, standIn);
    this.#used.add(standIn);
    this.#drafts.set(standIn, value);
    return standIn;
  }

  /** Few values of one form have no stand-in of their own: after so many tries, two share one. */
  #fresh(value: string): string {
    let standIn = value;
    for (let tries = 0; tries < TRIES; tries += 1) {
      standIn = this.#draftOf(value);
      if (standIn !== value && !this.#used.has(standIn) && !this.#known.has(standIn)) break;
    }
    return standIn;
  }

  #draftOf(value: string): string {
    const { kept, rest, end } = partsOf(value);
    const isHex = /^[0-9a-f-]*[a-f][0-9a-f-]*$/.test(rest) || /^[0-9A-F-]*[A-F][0-9A-F-]*$/.test(rest);
    const isUuid = UUID.test(rest);
    const shown = Math.min(
      Math.floor((this.#redrawn.get(value) ?? 0) / REDRAWS),
      Math.floor(rest.length / 3),
    );
    let text = '';
    for (const [index, character] of Array.from(rest).entries()) {
      if (index < shown || (isUuid && (index === 14 || index === 19))) text += character;
      else text += this.#characterFor(character, isHex);
    }
    return kept + text + end;
  }

  #characterFor(character: string, isHex: boolean): string {
    const among = CLASSES.find(({ pattern }) => pattern.test(character));
    if (among === undefined) return character;
    const characters = isHex && among.hex !== undefined ? among.hex : among.characters;
    return characters[this.#draw(characters.length)] ?? character;
  }
}

const TRIES = 20;

/** After so many redraws, one more character of the value is kept. */
const REDRAWS = 15;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const CLASSES: readonly { readonly pattern: RegExp; readonly characters: string; readonly hex?: string }[] = [
  { pattern: /0/, characters: '0123456789' },
  { pattern: /[1-9]/, characters: '123456789' },
  { pattern: /[a-z]/, characters: 'abcdefghijklmnopqrstuvwxyz', hex: 'abcdef' },
  { pattern: /[A-Z]/, characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', hex: 'ABCDEF' },
  { pattern: /\p{Ll}/u, characters: 'äéíöüñçøåß' },
  { pattern: /\p{Lu}/u, characters: 'ÄÉÍÖÜÑÇØÅ' },
  { pattern: /\p{Lo}/u, characters: '字文本人大中小日月山' },
];

/** What tells the kinds of tokens apart, before at least 12 characters. */
const TOKEN_PREFIX =
  /^(?:[a-z]{2,4}_(?:(?:live|test|prod)_)?|github_pat_|xox[abprs]-|glpat-|pypi-|SG\.|A[KS]IA|AIza|ya29\.)(?=[\w.-]{12})/;

/**
 * Returns what of a value tells its kind, and is kept: the prefix of a token, the head of a JWT, the top domain of an
 * address, the country of a telephone.
 */
function partsOf(value: string): { readonly kept: string; readonly rest: string; readonly end: string } {
  const jwt = /^eyJ[\w-]*\./.exec(value)?.[0];
  const prefix = TOKEN_PREFIX.exec(value)?.[0];
  const dialled = /^(?:\+\d{1,2}|0{1,2})(?=[\d ./()-]{6,}$)/.exec(value)?.[0];
  const start = dialled ?? jwt ?? (UUID.test(value) ? '' : (prefix ?? ''));
  const end = /^[^@\s]+@[^@\s]+(\.[A-Za-z]{2,})$/.exec(value)?.[1] ?? '';
  return { kept: start, rest: value.slice(start.length, value.length - end.length), end };
}

function drawSecurely(limit: number): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number % limit;
}
