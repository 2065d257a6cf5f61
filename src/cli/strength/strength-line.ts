import type { PublishedBreak } from '../../contract/strength/report/strength-report.ts';
import { isColoured } from '../output/is-coloured.ts';
import { createStatusLine } from '../output/status-line.ts';
import type { Preparing } from './trier.ts';

const WIDTH = 24;

/** A line with a bar that shows how many breaks were tried. */
interface StrengthLine {
  readonly preparing: (progress: Preparing) => void;
  readonly tried: (tried: readonly PublishedBreak[], chosen: number) => void;
  readonly clear: () => void;
}

export function createStrengthLine(): StrengthLine {
  const { stderr, env } = process;
  const line = createStatusLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
  return {
    preparing: ({ finished, planned }) =>
      line.write(() => `${bar(finished, planned)} ${finished}/${planned} cases on the unbroken mock`),
    tried: (tried, chosen) =>
      line.write(() => {
        const survivors = tried.filter(
          ({ fate, standing }) => fate.kind === 'survived' && standing.kind === 'forbidden',
        );
        const last = tried.at(-1)?.id ?? '';
        return `${bar(tried.length, chosen)} ${tried.length}/${chosen} breaks, ${survivors.length} survivors  ${last}`;
      }),
    clear: line.clear,
  };
}

/** `[#####-----]`. */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? 0 : Math.min(WIDTH, Math.floor((WIDTH * done) / all));
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`;
}
