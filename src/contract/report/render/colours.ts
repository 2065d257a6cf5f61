/** How a text is set off on a terminal; `PLAIN` leaves it as it is. */
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
