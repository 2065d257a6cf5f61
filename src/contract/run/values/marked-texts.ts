import { otherTexts, withTokenInside } from '../../plan/requests/unique-values.ts';
import { formedText } from '../../plan/values/formed-text.ts';

/** How planned texts carry what makes them unique within a plan. */
const PLANNED_TOKEN = /sd[0-9a-z]{4,7}/g;

/** The shortest token that two runs hardly share. */
const MIN_TOKEN = 5;

/** Returns texts with the token in them: in the place of the planned token, at the end, or as long as the text was. */
export function* markedTexts(text: string, token: string, isGiven: boolean): Generator<string, void, void> {
  if (text === '') return;
  const exchanged = text.replace(PLANNED_TOKEN, (planned) => fitted(token, planned.length));
  if (exchanged !== text) yield exchanged;
  if (exchanged === text && isGiven) yield withTokenInside(text, token);
  if (exchanged === text && text.length >= MIN_TOKEN) yield* otherTexts(text, token);
  const { first: start = text, rest = '' } = formedText(text) ?? {};
  yield `${start.slice(0, -MIN_TOKEN)}${fitted(token, Math.min(start.length, MIN_TOKEN))}${rest}`;
}

/** Returns a part of the token that has the length: its end, which differs most, after a letter, as names begin with one. */
function fitted(token: string, length: number): string {
  return token.slice(-length).padStart(length, 's').replace(/^\d/, 's');
}
