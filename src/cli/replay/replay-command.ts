import pc from 'picocolors';
import type { ReplayOutcome } from '../../contract/report/render/replay-outcome.ts';
import { parseArguments } from '../options/arguments.ts';
import { loadConfig } from '../options/config-file.ts';
import { isColoured } from '../output/is-coloured.ts';
import { replayCases } from './replay-cases.ts';
import { REPLAY_HELP } from './replay-help.ts';
import { readReplayOptions, REPLAY_OPTIONS } from './replay-options.ts';

/** Runs the cases of findings again. @throws UsageError, DescriptionError, FixtureError */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, REPLAY_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(REPLAY_HELP);
    return 0;
  }
  const tasks = readReplayOptions(given, await loadConfig(given.text('config')));
  if (tasks.length === 0) process.stdout.write('the report has no findings\n');
  const outcomes: (ReplayOutcome | 'unreachable')[] = [];
  const output = {
    colours: pc.createColors(isColoured(process.stdout, process.env)),
    write: (text: string) => process.stdout.write(text),
  };
  for (const task of tasks) outcomes.push(...(await replayCases(task, output)));
  if (outcomes.includes('unreachable')) return 3;
  return outcomes.every((one) => one !== 'unreachable' && one.kind === 'fixed') ? 0 : 1;
}
