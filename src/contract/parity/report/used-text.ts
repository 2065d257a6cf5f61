import { groupBy } from '../../../base/group-by.ts';
import type { Colours } from '../../report/render/colours.ts';
import { counted } from '../../report/text/counted.ts';
import { printable } from '../../report/text/printable.ts';
import type { MissedMember, UsedOutcome } from '../used/used-members.ts';

/** So many requests that were left out for one reason have a line of their own. */
const MOST_SKIPPED = 5;

/** Returns what of a recording the target lacks, and what was not sent. */
export function usedLines({ sent, skipped, members }: UsedOutcome, colours: Colours): readonly string[] {
  const { bold, red, yellow } = colours;
  const groups = groupBy(skipped, ({ reason }) => reason);
  return [
    `${bold('Used')}         ${counted(sent, 'recorded request')} sent, ${skipped.length} not`,
    ...members.map((one) => `  ${one.isSure ? red('✗') : yellow('?')} ${memberText(one)}`),
    ...[...groups].flatMap(([reason, group]) => [
      `  ${yellow('–')} not sent: ${printable(reason)}`,
      ...group.slice(0, MOST_SKIPPED).map(({ request }) => `      ${printable(request)}`),
      ...(group.length > MOST_SKIPPED ? [`      and ${group.length - MOST_SKIPPED} more`] : []),
    ]),
  ];
}

function memberText({ operationId, status, place, recorded, target, isSure }: MissedMember): string {
  const where = `${operationId} ${status}: ${place === '' ? 'the body' : printable(place)}`;
  const had = recorded.join(' or ');
  if (target.length === 0) {
    const chance = isSure ? '' : ' (other items may have it)';
    return `${where}: ${had} in the recording, never there on the target${chance}`;
  }
  return `${where}: ${had} in the recording, ${target.join(' or ')} on the target`;
}
