import { writeExactJson } from '../../../base/exact-json.ts';
import type { Mock } from '../../mock.ts';
import { SnapshotError } from '../../state/mock-snapshot.ts';
import { fittingState, type UnfitPart } from './fitting-state.ts';
import { parseStateFile } from './parse-state-file.ts';
import { moveAside, writeAside } from './set-aside.ts';
import type { StateFile } from './state-file.ts';
import { readWhole } from './whole-file.ts';

/** Gets a sentence for each thing that was set aside, and when the file cannot be written. */
export type Tell = (note: string) => void;

/** Puts the mock to what the file keeps, and sets aside what cannot be used. */
export async function loadState({ keeping, apis }: Mock, file: string, tell: Tell): Promise<void> {
  const content = await readWhole(file);
  const read = content === undefined ? undefined : parsed(content, file, tell);
  if (read === undefined) return;
  const { state, unfit } = fittingState(read, apis());
  const refused = await keeping.restore(state);
  const aside: readonly UnfitPart[] = [
    ...unfit,
    ...refused.map(({ namespace, settings, reason }) => ({ reason, namespace, part: settings })),
  ];
  if (aside.length === 0) return;
  const name = writeAside(file, `${writeExactJson(aside)}\n`);
  for (const line of noteLines(aside)) tell(line);
  tell(`${file}: what no longer fits is now in ${name}`);
}

/** Reads the content of the file; of a damaged one nothing, and the file gets another name. */
function parsed(content: string, file: string, tell: Tell): StateFile | undefined {
  try {
    return parseStateFile(content);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof SnapshotError)) throw error;
    tell(`${file} is damaged (${error.message}): it is now ${moveAside(file)}, and the mock starts anew`);
    return undefined;
  }
}

/** At most this many parts are named one by one. */
const NAMED = 10;

function noteLines(aside: readonly UnfitPart[]): readonly string[] {
  const lines = aside
    .slice(0, NAMED)
    .map(({ reason, namespace, api }) =>
      [`no longer fits`, namespace ? `in namespace ${namespace}` : '', `${api ?? 'settings'}: ${reason}`]
        .filter((part) => part !== '')
        .join(' '),
    );
  return aside.length > NAMED ? [...lines, `and ${aside.length - NAMED} more`] : lines;
}
