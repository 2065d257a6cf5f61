import { onDemand } from '../../base/on-demand.ts';

/** Writes texts of one pattern. */
export const patternTexts = onDemand(() => import('../texts/generate-pattern.ts'));

/** Searches for texts of several patterns. */
export const textSearch = onDemand(() => import('../texts/search-text.ts'));
