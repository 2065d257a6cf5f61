import { shellQuoted } from '../../contract/report/text/shell-quote.ts';
import type { TestTask } from './test-options.ts';

/** Returns the command that runs a case alone. `source` is what the description is called in a command. */
export function caseCommand(source: string, caseId: string, task: TestTask): string {
  return `stuntdouble test ${shellQuoted(source)} --only ${caseId}${settingsText(task)}`;
}

/** Returns the command that runs the case of a finding again, and compares what it finds. */
export function replayCommandText(source: string, findingId: string, task: TestTask): string {
  return `stuntdouble replay ${findingId} ${shellQuoted(source)}${settingsText(task)}`;
}

/** Returns the options that a case depends on; secrets come from the environment. */
export function settingsText({
  target,
  sources,
  seed,
  safety,
  borrowsParents,
  data,
  config,
  connection,
  callbacksOn,
}: TestTask): string {
  const settings = {
    target: target?.href.replace(/\/+$/, ''),
    fixtures: sources.fixtures,
    behaviours: sources.behaviours,
    data: typeof data === 'string' ? data : undefined,
    config,
    'callbacks-on': callbacksOn?.href,
    seed,
    safety,
  };
  const { overlays = [], allowOutside = false, allowRemote = false } = sources.reading;
  return [
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [` --${name} ${shellQuoted(String(value))}`],
    ),
    ...(borrowsParents ? [' --borrow-parents'] : []),
    ...connectionText(connection),
    ...overlays.map((file) => ` --overlay ${shellQuoted(String(file))}`),
    ...(allowOutside ? [' --allow-outside'] : []),
    ...(allowRemote ? [' --allow-remote'] : []),
  ].join('');
}

/** Returns the options of the connection; a proxy with a password is left out, since it is a secret. */
function connectionText({ curlOptions }: TestTask['connection']): readonly string[] {
  const names: Readonly<Record<string, string>> = { '-k': '--insecure', '--cacert': '--ca', '-x': '--proxy' };
  return curlOptions.map((word) => ` ${names[word] ?? shellQuoted(word)}`);
}
