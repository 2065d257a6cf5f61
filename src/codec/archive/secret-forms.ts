import { base64Of } from './har-entry.ts';

/** The least length of a secret, in characters: shorter ones would mask what only looks like them. */
export const MIN_LENGTH = 4;

/** Finds values in texts, however they are written there, in a time that hardly depends on how many there are. */
export class SecretForms {
  /** By their first characters and their lengths, the longest first. */
  readonly #forms = new Map<string, Map<number, Map<string, string>>>();
  /** The first code units of all forms. */
  readonly #firsts = new Uint8Array(0x1_0000);

  /** Adds a value, and what stands in its place: a text, or a value that is written as this one is. */
  add(value: string, standIn: { readonly text?: string; readonly value?: string } = {}): void {
    const others = standIn.value === undefined ? [] : formsOf(standIn.value);
    for (const [index, form] of formsOf(value).entries()) {
      const start = form.slice(0, MIN_LENGTH);
      const lengths = this.#forms.get(start) ?? new Map<number, Map<string, string>>();
      const alike = lengths.get(form.length) ?? new Map<string, string>();
      if (!alike.has(form)) alike.set(form, standIn.text ?? others[index] ?? '');
      lengths.set(form.length, alike);
      this.#forms.set(start, new Map([...lengths].toSorted(([one], [other]) => other - one)));
      this.#firsts[form.charCodeAt(0)] = 1;
    }
  }

  /** True for a text that has one of the values. */
  isIn(text: string): boolean {
    return this.replacedIn(text) !== text;
  }

  /** Returns the text with each of the values replaced, the longest at each place. */
  replacedIn(text: string): string {
    const pieces: string[] = [];
    let kept = 0;
    for (let at = 0; at <= text.length - MIN_LENGTH; at += 1) {
      if (this.#firsts[text.charCodeAt(at)] === 0) continue;
      const found = this.#formAt(text, at);
      if (found === undefined) continue;
      pieces.push(text.slice(kept, at), found[1]);
      kept = at + found[0].length;
      at = kept - 1;
    }
    return kept === 0 ? text : pieces.join('') + text.slice(kept);
  }

  /** Returns how many characters at the end of a text may be the beginning of a form; 0 where they cannot be. */
  beginningAtEnd(text: string): number {
    const ends = [...this.#forms.values()]
      .flatMap((lengths) => [...lengths.values()])
      .flatMap((forms) => [...forms.keys()].map((form) => overlap(text, form)));
    return Math.max(0, ...ends);
  }

  /** Returns the longest form at a place of a text, and what replaces it; undefined where there is none. */
  #formAt(text: string, at: number): readonly [form: string, replacement: string] | undefined {
    const lengths = this.#forms.get(text.slice(at, at + MIN_LENGTH));
    if (lengths === undefined) return undefined;
    for (const [length, forms] of lengths) {
      const form = text.slice(at, at + length);
      const replacement = forms.get(form);
      if (replacement !== undefined) return [form, replacement];
    }
    return undefined;
  }
}

/** Returns how many characters at the end of a text are the beginning of another one, but not all of it. */
function overlap(text: string, form: string): number {
  for (let size = Math.min(form.length - 1, text.length); size > 0; size -= 1)
    if (text.endsWith(form.slice(0, size))) return size;
  return 0;
}

/** Returns how a value may stand in a text: as it is, in a query, in JSON, and in base64. */
function formsOf(value: string): readonly string[] {
  const bytes = new TextEncoder().encode(value);
  const wellFormed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes); // without lone surrogates
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, encodeURIComponent(wellFormed), inJson, base64Of(bytes, (text) => text)];
}
