// Does all that amtool does on an Alertmanager, through a mock that stands in front of it and records, and compares what it
// shows with what it shows of the server itself, and of the mock alone.
import { throughUpstream } from './through-upstream.mjs';

const QUERIES = [
  ['alert', 'query'],
  ['alert', 'query', '-o', 'json'],
  ['alert', 'query', 'severity=info'],
  ['alert', 'query', '--silenced'],
  ['silence', 'query'],
  ['silence', 'query', '-o', 'extended'],
  ['silence', 'query', '--expired'],
  ['config', 'show'],
  ['cluster', 'show'],
];

/** Returns faults as sentences, and a line about what was seen. */
export async function amtoolThroughMock({ description, target, signal }) {
  const { worked, shown, reads, judged, broken } = await throughUpstream({
    description,
    target,
    command: 'amtool',
    urlOption: '--alertmanager.url',
    work: (tool, url) => useAll(tool, url, target),
    again: (tool, url) => ask(tool, url),
    signal,
  });
  const faults = [
    ...worked.unlike.map((query) => `amtool ${query} shows something else through the mock`),
    ...QUERIES.map((query) => query.join(' '))
      .filter((query) => shown.get(query) !== worked.last.get(query))
      .map((query) => `amtool ${query} shows something else with the mock alone`),
    ...(judged === undefined || Number(judged) < 20 ? ['the mock has not judged what went through'] : []),
    ...(broken === 'none' ? [] : [`${broken} responses through the mock break the description`]),
    ...(reads.same >= 0.95 * reads.all
      ? []
      : [`${reads.same} of ${reads.all} recorded reads are answered the same`]),
  ];
  const line = `amtool through the mock: ${judged} responses judged; alone, ${reads.same} of ${reads.all} reads the same`;
  return { faults, line };
}

/** Adds, silences, changes and ends, and asks through the mock and straight. */
async function useAll(tool, url, target) {
  await tool(
    url,
    'alert',
    'add',
    'alertname=High',
    'severity=page',
    'instance=a',
    '--annotation=summary=High load',
  );
  await tool(url, 'alert', 'add', 'alertname=Low', 'severity=info', 'instance=b');
  const silence = ['--author', 'somebody', '--comment', 'planned'];
  await tool(url, 'silence', 'add', 'alertname=High', '--duration', '1h', ...silence);
  const low = (await tool(url, 'silence', 'add', 'alertname=Low', '--duration', '2h', ...silence)).trim();
  await tool(url, 'silence', 'update', '--duration', '3h', low);
  await tool(url, 'silence', 'expire', low);
  const last = await ask(tool, url);
  const straight = await ask(tool, target);
  const unlike = [...last].filter(([query, text]) => straight.get(query) !== text).map(([query]) => query);
  return { last, unlike };
}

async function ask(tool, url) {
  const answers = new Map();
  for (const query of QUERIES) answers.set(query.join(' '), await tool(url, ...query));
  return answers;
}
