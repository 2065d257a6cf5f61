import type { Case } from '../../case/case.ts';
import type { Finding } from '../../case/finding.ts';
import { isFullest, isOpener } from '../../case/opener.ts';
import { isJudged } from '../../refusals/judge-refusals.ts';
import type { PlannedRun } from '../../plan/plan-run.ts';
import type { Report } from '../../report/report.ts';
import type { Break, Layer, Server } from '../model/break.ts';
import type { Fate, Reason } from '../model/fate.ts';
import { categoryOf, type Category } from '../model/operators.ts';
import { brokenTarget } from './broken-target.ts';
import { watching } from './watching.ts';
import { judgeRecorded } from './judge-recorded.ts';
import type { Recording } from './recording.ts';
import { runBroken } from './run-broken.ts';

/** What breaks are judged by. */
interface JudgeInput {
  readonly plan: PlannedRun;
  /** Returns a server as it is at the start. */
  readonly start: () => Promise<Server>;
  readonly recording: Recording;
  /** The operations that were reached. */
  readonly reached: ReadonlySet<string>;
  readonly signal: AbortSignal | undefined;
}

/** So many of the cases that a break changes are sent first. */
const FEW = 12;

/** Says what becomes of breaks: by the recorded run where that is enough, else by the cases that can see them. */
export class BreakJudge {
  readonly #input: JudgeInput;
  /** What the same cases find on the unbroken server, by their ids. */
  readonly #usual = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(input: JudgeInput) {
    this.#input = input;
  }

  async fateOf(broken: Break): Promise<Fate> {
    const { fault, operationId } = broken;
    if (fault.kind === 'server') return this.#ofServer(broken, fault);
    const { plan, recording } = this.#input;
    const { description } = plan;
    const { killer, advice, affected } = judgeRecorded(description, recording, {
      operationId,
      change: fault.change,
    });
    if (killer !== undefined) return { kind: 'killed', by: killer, how: 'recorded' };
    if (affected.length === 0) return this.#unseen(broken);
    if (broken.standing.kind !== 'forbidden') return survived(advice, affected.length);
    const others = recording.casesOn([operationId]).filter((one) => isOpener(one) || isFullest(one));
    const all = [...new Set([...others, ...affected])];
    const first = all.slice(0, others.length + FEW);
    const early = await this.#send(broken, first);
    // what a refusal means, only all of them tell
    const stands = first.length === all.length || (early?.kind === 'killed' && !isJudged(early.by.check));
    const found = stands ? early : await this.#send(broken, all);
    return found ?? survived(advice, affected.length);
  }

  /** First the sequences are sent, which see most of what is wrong with state, then the rest. */
  async #ofServer(
    { standing, ...broken }: Break,
    fault: Extract<Break['fault'], { kind: 'server' }>,
  ): Promise<Fate> {
    const { recording } = this.#input;
    const cases = recording.casesOn([broken.operationId]);
    if (cases.length === 0) return this.#unseen({ standing, ...broken });
    let shown = 0;
    const layer: Layer = (server) => {
      const watch = watching(server);
      const handle = fault.layer(watch.server);
      return async (request, id) => {
        const response = await handle(request, id);
        if (watch.isOtherwise(request, response)) shown += 1;
        return response;
      };
    };
    const watched = { ...broken, standing, fault: { ...fault, layer } };
    const sequences = cases.filter(({ phase }) => phase === 'sequences');
    const others = standing.kind === 'forbidden' ? cases.filter((one) => !sequences.includes(one)) : [];
    for (const some of [sequences, others].filter(({ length }) => length > 0)) {
      const found = await this.#send(watched, some);
      if (found !== undefined) return found;
    }
    return shown === 0 ? this.#unseen(watched) : survived([], cases.length);
  }

  async #send(broken: Break, cases: readonly Case[]): Promise<Fate | undefined> {
    const { plan, start, recording, signal } = this.#input;
    const isNew = (one: Finding) => one.confidence !== 'advice' && !recording.isUsual(one);
    const target = brokenTarget(await start(), plan.description, broken);
    const report = await runBroken({ plan, target, cases, signal, isWanted: isNew });
    const killers = failuresOf(report).filter(isNew);
    const certain = killers.find(({ check }) => !isJudged(check) && check !== 'reached');
    if (certain !== undefined) return { kind: 'killed', by: certain, how: 'sent' };
    if (killers.length === 0) return undefined;
    const usual = await this.#usualOf(cases);
    const killer = killers.find((one) => !usual.has(keyOf(one)));
    return killer && { kind: 'killed', by: killer, how: 'sent' };
  }

  /** What some cases find, whose verdict depends on each other, alone on the unbroken server. */
  #usualOf(cases: readonly Case[]): Promise<ReadonlySet<string>> {
    const key = cases.map(({ id }) => id).join('\n');
    const known = this.#usual.get(key) ?? this.#findUsual(cases);
    this.#usual.set(key, known);
    return known;
  }

  async #findUsual(cases: readonly Case[]): Promise<ReadonlySet<string>> {
    const { plan, start, signal } = this.#input;
    const target = brokenTarget(await start(), plan.description);
    const report = await runBroken({ plan, target, cases, signal });
    return new Set(failuresOf(report).map(keyOf));
  }

  #unseen({ operator, operationId, fault }: Break): Fate {
    const { plan, reached } = this.#input;
    const isKnown = plan.description.operationById(operationId) !== undefined;
    const isReached = !isKnown || reached.has(operationId);
    const reason = fault.kind === 'server' ? 'notShown' : UNSEEN[categoryOf(operator)];
    return { kind: 'survived', reason: isReached ? (reason ?? 'neverSeen') : 'notReached', detail: '' };
  }
}

/** What was not asked for, where a break is of requests. */
const UNSEEN: Partial<Record<Category, Reason>> = {
  security: 'notSent',
  requests: 'notSent',
  method: 'notSent',
};

function failuresOf(report: Report): readonly Finding[] {
  return report.results.flatMap(({ findings }) => findings);
}

function keyOf({ check, caseId, operationId, pointer = '' }: Finding): string {
  return JSON.stringify([check, caseId, operationId, pointer]);
}

function survived(advice: readonly Finding[], cases: number): Fate {
  const [first] = advice;
  const detail = `${cases} ${cases === 1 ? 'case' : 'cases'}`;
  return first === undefined
    ? { kind: 'survived', reason: 'untold', detail }
    : { kind: 'survived', reason: 'adviceOnly', detail: `${first.check}: ${first.caseId}` };
}
