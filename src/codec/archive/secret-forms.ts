import { base64Of } from './har-entry.ts';

/** The least length of a secret, in characters: shorter ones would mask what only looks like them. */
export const MIN_LENGTH = 4;

/** Finds values in texts, however they are written there, in a time that hardly depends on how many there are. */
export class SecretForms {
  /** By their first characters and their lengths, the longest first. */
  readonly #forms = new Map<string, Map<number, Set<string>>>();
  /** The first code units of all forms. */
  readonly #firsts = new Uint8Array(0x1_0000);

  add(value: string): void {
    for (const form of formsOf(value)) {
      const start = form.slice(0, MIN_LENGTH);
      const lengths = this.#forms.get(start) ?? new Map<number, Set<string>>();
      const alike = lengths.get(form.length) ?? new Set<string>();
      alike.add(form);
      lengths.set(form.length, alike);
      this.#forms.set(start, new Map([...lengths].toSorted(([one], [other]) => other - one)));
      this.#firsts[form.charCodeAt(0)] = 1;
    }
  }

  /** Returns the text with each of the values replaced, the longest at each place. */
  replacedIn(text: string, replacement: string): string {
    const pieces: string[] = [];
    let kept = 0;
    for (let at = 0; at <= text.length - MIN_LENGTH; at += 1) {
      if (this.#firsts[text.charCodeAt(at)] === 0) continue;
      const length = this.#lengthAt(text, at);
      if (length === 0) continue;
      pieces.push(text.slice(kept, at), replacement);
      kept = at + length;
      at = kept - 1;
    }
    return kept === 0 ? text : pieces.join('') + text.slice(kept);
  }

  /** Returns how many characters at the end of a text may be the beginning of a form; 0 where they cannot be. */
  beginningAtEnd(text: string): number {
    const forms = [...this.#forms.values()]
      .flatMap((lengths) => [...lengths.values()])
      .flatMap((some) => [...some]);
    return Math.max(0, ...forms.map((form) => overlap(text, form)));
  }

  /** Returns the length of the longest form at a place of a text; 0 where there is none. */
  #lengthAt(text: string, at: number): number {
    const lengths = this.#forms.get(text.slice(at, at + MIN_LENGTH));
    if (lengths === undefined) return 0;
    for (const [length, forms] of lengths) if (forms.has(text.slice(at, at + length))) return length;
    return 0;
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
  return [...new Set([value, encodeURIComponent(wellFormed), inJson, base64Of(bytes, (text) => text)])];
}
