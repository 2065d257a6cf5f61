import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { memoised } from '../../base/memoise.ts';
import { mayBacktrack } from '../../description/schemas/pattern.ts';
import { parsePattern } from './parse-pattern.ts';

/** A pattern whose back-references take any text of their group. */
interface RelaxedPattern {
  readonly source: string;
  /** Returns what each group that is referred to has in a text, and what stands for each of its references. */
  readonly partsOf: (text: string) => readonly (readonly string[])[] | undefined;
}

/** Limits the texts that are matched with patterns which may backtrack. */
const MAX_BACKTRACKED_LENGTH = 40;

/** Returns undefined for patterns without back-references, and for those whose groups contain some. */
export const relaxPattern = memoised((pattern: string): RelaxedPattern | undefined => {
  const parsed = parsePattern(pattern);
  if (parsed === undefined || parsed.groups.length === 0) return undefined;
  const edits: Edit[] = [];
  visitRegExpAST(parsed.pattern, {
    onCapturingGroupEnter: (group) => {
      const index = parsed.groups.indexOf(group);
      edits.push(opening(group, index === -1 ? '(?:' : `(?<g${index}>`));
    },
    onBackreferenceEnter: ({ start, end, resolved }) => {
      const group = [resolved].flat()[0];
      const index = group === undefined ? -1 : parsed.groups.indexOf(group);
      edits.push({ start, end, text: `(?<r${start}g${index}>${group === undefined ? '' : plain(group)})` });
    },
  });
  const source = edited(parsed.pattern.raw, edits);
  try {
    const expression = new RegExp(source, parsed.flags);
    const most = mayBacktrack(source) ? MAX_BACKTRACKED_LENGTH : Infinity;
    return {
      source,
      partsOf: (text) => {
        const found = text.length > most ? undefined : expression.exec(text)?.groups;
        return found && parsed.groups.map((_, index) => partsUnder(found, index));
      },
    };
  } catch {
    return undefined;
  }
});

function partsUnder(found: Readonly<Record<string, string | undefined>>, index: number): readonly string[] {
  const references = Object.keys(found).filter((name) => name.endsWith(`g${index}`) && name.startsWith('r'));
  return [`g${index}`, ...references].map((name) => found[name] ?? '');
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function opening({ start, alternatives }: AST.CapturingGroup, text: string): Edit {
  return { start, end: alternatives[0]?.start ?? start + 1, text };
}

/** Returns a group without captures. */
function plain(group: AST.CapturingGroup): string {
  const edits: Edit[] = [];
  visitRegExpAST(group, { onCapturingGroupEnter: (inner) => void edits.push(opening(inner, '(?:')) });
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - group.start,
    end: edit.end - group.start,
  }));
  return edited(group.raw, moved);
}

/** Makes the edits from the last to the first, so that their places stay. */
function edited(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}
