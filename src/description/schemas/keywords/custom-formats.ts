import { KNOWN_FORMATS } from './known-formats.ts';

/** Custom formats by name: functions that return true for valid strings. */
export type Formats = Readonly<Record<string, (value: string) => boolean>>;

/** The custom formats of a description. */
export class CustomFormats {
  readonly #byName = new Map<string, (value: string) => boolean>();
  #isInUse = false;

  /** Adds formats; those that are known already are kept. @throws Error once they are in use */
  add(formats: Formats): void {
    for (const [name, isValid] of Object.entries(formats)) {
      if (this.#byName.has(name)) continue;
      if (this.#isInUse) throw new Error(`format ${name}: register formats before the first use`);
      this.#byName.set(name, isValid);
    }
  }

  /** True for a format that is validated, or known to need no validation. */
  knows(name: string): boolean {
    return KNOWN_FORMATS.has(name) || this.#byName.has(name);
  }

  /** Returns the formats. From then on none can be added, since what has used them would not heed it. */
  use(): ReadonlyMap<string, (value: string) => boolean> {
    this.#isInUse = true;
    return this.#byName;
  }
}
