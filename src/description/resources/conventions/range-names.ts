import { oneOf, type Convention } from './convention.ts';

/** Words of parameters that are an end of a range. */
export const RANGES = {
  /** Where it begins. */
  lower: { sure: ['from', 'since', 'after', 'start', 'begin', 'min', 'gte', 'gt', 'ge'] },

  /** Where it ends. */
  upper: { sure: ['to', 'until', 'till', 'before', 'end', 'max', 'lte', 'lt', 'le'] },
} satisfies Readonly<Record<string, Convention>>;

/** Finds one of the words at the start or at the end of a name, apart from the rest of it. */
export function ofRange(names: readonly string[]): (name: string) => string | undefined {
  const words = oneOf(names);
  const whole = new RegExp(`^(?:${words})$`, 'i');
  const first = new RegExp(`^(?:${words})(?:[_.[-]?(?=[A-Z_.[-])|[_.[-])(.+?)\\]?$`);
  const last = new RegExp(`^(.+?)(?:[_.[-](?:${words})|(?:${oneOf(names.map(capitalised))}))\\]?$`);
  return (name) => {
    if (whole.test(name)) return '';
    return (last.exec(name) ?? first.exec(name))?.[1];
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
