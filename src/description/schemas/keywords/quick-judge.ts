import { isObject } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import {
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../document/schema-keywords.ts';
import { isWithoutStandIns } from './exact-values.ts';
import type { JudgedValues } from './judged-values.ts';
import { QUICK_KEYWORDS, type Judging } from './quick-keywords.ts';
import type { View } from './schema-view.ts';

/** Judges values without validators, where these would take longer to make than there is to judge. */
export interface QuickJudge {
  /** True for a schema of which it is known that a validator can be made of it. */
  readonly knows: (view: View) => boolean;
  /**
   * Tells whether a value fits the schema of a key; one that has a time which is taken although its offset is written
   * differently is not known to. Undefined where that is not known, and once a validator is worth its making.
   */
  readonly judge: (key: string, viewOf: () => View, value: unknown) => boolean | undefined;
}

interface QuickJudgeOptions {
  /** Returns the view that a reference leads to. @throws UnresolvedReferenceError */
  readonly follow: (key: string) => View;
  readonly hasFormat: (name: string, value: string | number) => boolean;
  readonly hasPattern: (pattern: string, text: string) => boolean;
  readonly judged: JudgedValues;
  /** True for what may be thrown where a schema is read, and is for the validator to report. */
  readonly isReported: (error: unknown) => boolean;
}

/** Making a validator, and those of what it refers to, takes longer than so many steps of judging. */
const MAX_STEPS = 20_000;

/** Deeper judgements are for the validator: those of schemas that lead back to themselves at the same value, mostly. */
const MAX_DEPTH = 500;

/** Schemas that are written deeper than this inside one another are for the validator to refuse, if it does. */
const MAX_NESTING = 60;

export function createQuickJudge(options: QuickJudgeOptions): QuickJudge {
  const { follow, hasFormat, hasPattern, judged, isReported } = options;
  const stepsByKey = new Map<string, number>();
  let steps = 0;
  let depth = 0;
  let isKnown = true;
  const giveUp = (): true => {
    isKnown = false;
    return true;
  };
  const by = (view: View, value: unknown): boolean => {
    if (!isKnown || typeof view === 'boolean') return view !== false;
    steps += 1;
    if (depth === MAX_DEPTH || steps > MAX_STEPS || value === undefined) return giveUp();
    depth += 1;
    let areMet = true;
    for (const keyword of Object.keys(view)) {
      const isMet = QUICK_KEYWORDS.get(keyword)?.(view[keyword], value, judging, view) ?? giveUp();
      areMet &&= isMet;
    }
    depth -= 1;
    return areMet;
  };
  const byReference = (key: string, value: unknown): boolean => {
    if (!isKnown || judged.fits(key, value)) return true;
    const view = follow(key);
    if (!hasPlainKeywords(view)) return giveUp();
    const isMet = by(view, value);
    if (isMet && isKnown) judged.remember(key, value);
    return isMet;
  };
  const judging: Judging = { by, byReference, hasFormat, hasPattern, giveUp };
  const judge = (view: View, value: unknown): boolean | undefined => {
    if (steps > MAX_STEPS || !hasPlainKeywords(view) || !isWithoutStandIns(value)) return undefined;
    depth = 0;
    isKnown = true;
    const isMet = by(view, value);
    return isKnown ? isMet : undefined;
  };
  return {
    knows: hasPlainKeywords,
    judge: (key, viewOf, value) => {
      steps = stepsByKey.get(key) ?? 0;
      try {
        return judge(viewOf(), value);
      } catch (error) {
        if (!isReported(error)) throw error;
        return undefined;
      } finally {
        stepsByKey.set(key, steps);
      }
    },
  };
}

/** True for a schema that has nothing but keywords by which it can be judged, also in the schemas in it. */
function hasPlainKeywords(view: View): boolean {
  return typeof view === 'boolean' || hasPlainKeywordsIn(view);
}

const hasPlainKeywordsIn = weaklyMemoised((view: object) => arePlain(view, 0));

function arePlain(view: unknown, depth: number): boolean {
  if (!isObject(view)) return true;
  return (
    depth < MAX_NESTING &&
    Object.entries(view).every(
      ([keyword, given]) =>
        QUICK_KEYWORDS.has(keyword) && viewsIn(keyword, given).every((inner) => arePlain(inner, depth + 1)),
    )
  );
}

const SINGLE: ReadonlySet<string> = new Set(SCHEMA_KEYWORDS);
const LISTS: ReadonlySet<string> = new Set(SCHEMA_LIST_KEYWORDS);
const MAPS: ReadonlySet<string> = new Set(SCHEMA_MAP_KEYWORDS);

/** Returns the schemas that a keyword has. */
function viewsIn(keyword: string, given: unknown): readonly unknown[] {
  if (SINGLE.has(keyword)) return [given];
  if (LISTS.has(keyword)) return given as readonly unknown[];
  return MAPS.has(keyword) ? Object.values(given as object) : [];
}
