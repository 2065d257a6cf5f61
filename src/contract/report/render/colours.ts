/** Functions that set off a text on a terminal; those of `PLAIN` leave it unchanged. */
export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string) => text;

export const PLAIN: Colours = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
