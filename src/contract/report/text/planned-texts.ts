import { escapedPattern } from '../../../base/text/escape-pattern.ts';
import { differingPart, type Form } from './differing-part.ts';

/** The planned texts, by those that were sent instead. */
export type Replaced = ReadonlyMap<string, string>;

/** Shorter texts of one case are likely to mean something else in the response to another. */
const MIN_FOREIGN_LENGTH = 6;

/** A shorter number of one case is likely to be one of another, too. */
const MIN_FOREIGN_DIGITS = 9;

/** A word of this run within a text that a case sent has at least so many characters. */
const MIN_OWN_LENGTH = 5;

const WORD = /[\w-]+/g;

/** A shorter number that a case sent may stand for anything in a response. */
const MIN_DIGITS = 4;

/**
 * Returns a function that writes the planned texts in the place of those that a case sent instead, also where a server
 * changed their case, where they are percent-encoded or escaped as in JSON, and where only the words of this run are
 * left of them. `others` changes what is between them.
 */
export function plannedTexts(
  replaced: Replaced,
  others: (text: string) => string = (text) => text,
): (text: string) => string {
  const forms = new Map<string, Form>();
  for (const [sent, planned] of replaced) {
    if (sent === '' || (/^\d+$/.test(sent) && sent.length < MIN_DIGITS)) continue;
    for (const form of [{ sent, planned }, ...encodedForms(sent, planned)]) {
      forms.set(form.sent.toLowerCase(), form);
    }
    const part = differingPart(sent, planned);
    if (part.sent.length >= MIN_OWN_LENGTH) forms.set(part.sent.toLowerCase(), part);
  }
  if (forms.size === 0) return others;
  const longestFirst = [...forms.keys()].toSorted((left, right) => right.length - left.length);
  const pattern = new RegExp(`(?<!\\w)(${longestFirst.map(escapedPattern).join('|')})(?!\\w)`, 'gi');
  return (text) =>
    text
      .split(pattern)
      .map((part, index) => (index % 2 === 0 ? others(part) : plannedFor(part, forms)))
      .join('');
}

/** The same for what all cases of a run sent: only words that are long enough to mean nothing else. */
export function plannedWords(all: Iterable<Replaced>): (text: string) => string {
  const words = new Map<string, Form>();
  for (const [sent, planned] of [...all].flatMap((replaced) => [...replaced])) {
    const part = differingPart(sent, planned);
    const least = /^\d+$/.test(part.sent) ? MIN_FOREIGN_DIGITS : MIN_FOREIGN_LENGTH;
    if (part.sent.length < least || !/^[\w-]+$/.test(part.sent)) continue;
    words.set(part.sent.toLowerCase(), part);
  }
  if (words.size === 0) return (text) => text;
  return (text) => text.replace(WORD, (found) => plannedFor(found, words));
}

/** Returns the planned text for one that was found; the letters' case is changed in the way in which the found ones' was. */
function plannedFor(found: string, forms: ReadonlyMap<string, Form>): string {
  const form = forms.get(found.toLowerCase());
  if (form === undefined) return found;
  const { sent, planned } = form;
  if (found === sent) return planned;
  if (found === sent.toLowerCase()) return planned.toLowerCase();
  return found === sent.toUpperCase() ? planned.toUpperCase() : planned;
}

function encodedForms(sent: string, planned: string): readonly Form[] {
  const writers = [
    (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')),
    (text: string) => new URLSearchParams([['', text]]).toString().slice(1), // as forms encode it
    (text: string) => JSON.stringify(text).slice(1, -1),
  ];
  return writers
    .map((write) => ({ sent: write(sent), planned: write(planned) }))
    .filter((form) => form.sent !== sent);
}
