import type { PublishedOperation, PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import type { Colours } from './colours.ts';

/** So many operations have a line of their own, of those in which nothing was found, beside others. */
const MOST_SOUND = 6;

/** So many of the others have one. */
const MOST_FAULTY = 6;

/** So many have one where nothing was found. */
const MOST_SHOWN = 20;

/** Returns a line for each documented operation; where there are many, those that say the same are summed up. */
export function operationLines({ operations }: PublishedReport, colours: Colours): readonly string[] {
  const documented = operations.filter((one) => one.documented);
  const sound = documented.filter(isSound);
  const others = documented.filter((one) => !isSound(one));
  const isLong = sound.length > (others.length > 0 ? MOST_SOUND : MOST_SHOWN);
  const left = others.slice(MOST_FAULTY);
  const summedUp = [
    ...(left.length === 0 ? [] : [sumOf(left, `${left.length} more`)]),
    ...(isLong ? [sumOf(sound, `${sound.length} ${others.length > 0 ? 'other ' : ''}operations`)] : []),
    ...undocumented(operations),
  ];
  const hidden = new Set([...left, ...(isLong ? sound : [])]);
  const lines = [...documented.filter((one) => !hidden.has(one)), ...summedUp];
  const width = Math.max(0, ...lines.map(({ id }) => id.length));
  return lines.map((one) => operationLine(one, one.id.padEnd(width), colours));
}

function isSound({ failed, blocked, reach = 'reached' }: PublishedOperation): boolean {
  return failed === 0 && blocked === 0 && reach === 'reached';
}

function operationLine(one: PublishedOperation, name: string, colours: Colours): string {
  const { dim, red, green, yellow } = colours;
  const { method, path, cases, failed, blocked, reach = 'reached' } = one;
  const parts = [
    counted(cases, 'case'),
    ...(failed > 0 ? [red(`${failed} failed`)] : []),
    ...(blocked > 0 ? [yellow(`${blocked} blocked`)] : []),
    ...(reach === 'reached' ? [] : [yellow(reach === 'notTried' ? 'not tried' : 'not reached')]),
  ];
  const mark =
    failed > 0 ? red('✗') : blocked > 0 ? yellow('!') : reach === 'reached' ? green('✓') : yellow('–');
  const place = path === '' || one.id.includes(' ') ? '' : `  ${dim(`${method} ${path}`.trim())}`;
  return `  ${mark} ${name}  ${parts.join(', ')}${place}`;
}

/** Sums up all undocumented methods. */
function undocumented(operations: readonly PublishedOperation[]): readonly PublishedOperation[] {
  const others = operations.filter((one) => !one.documented);
  return others.length === 0 ? [] : [sumOf(others, 'other methods')];
}

function sumOf(operations: readonly PublishedOperation[], id: string): PublishedOperation {
  const sum = (count: (one: PublishedOperation) => number) =>
    operations.reduce((all, one) => all + count(one), 0);
  const cases = sum((one) => one.cases);
  const failed = sum((one) => one.failed);
  const blocked = sum((one) => one.blocked);
  return { id, method: '', path: '', documented: false, cases, failed, blocked };
}
