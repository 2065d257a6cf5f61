import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { memoised } from '../../base/memoise.ts';
import { readablePattern } from '../../description/schemas/pattern.ts';

export interface Parsed {
  readonly pattern: AST.Pattern;
  readonly flags: string;
  /** The groups that are referred to. */
  readonly groups: readonly AST.CapturingGroup[];
}

const parser = new RegExpParser();

/** Reads the pattern with its flags, or else without any, which allows more (ECMA-262, annex B.1.2). */
export const parsePattern = memoised((pattern: string): Parsed | undefined => {
  const { source, flags } = readablePattern(pattern);
  for (const mode of new Set([flags, ''])) {
    const unicode = { unicode: mode.includes('u'), unicodeSets: mode.includes('v') };
    try {
      const read = parser.parsePattern(source, 0, source.length, unicode);
      return { pattern: read, flags: mode, groups: referredGroups(read) };
    } catch {
      continue;
    }
  }
  return undefined;
});

function referredGroups(pattern: AST.Pattern): readonly AST.CapturingGroup[] {
  const groups = new Set<AST.CapturingGroup>();
  visitRegExpAST(pattern, {
    onBackreferenceEnter: ({ resolved }) => {
      for (const group of [resolved].flat()) groups.add(group);
    },
  });
  return [...groups];
}
