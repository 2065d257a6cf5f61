import type { Description } from '../../../description/model/description.ts';
import { ANY_SHAPE, shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult, Verdict } from '../../run/state/case-result.ts';
import { MemberTypes, type MissedPlace } from './member-types.ts';
import { skippedRequest, type SkippedRequest, type UsedExchange } from './used-exchange.ts';
import type { UsedCase } from './used-cases.ts';

/** A place at which recorded responses of an operation had what those of the target do not. */
export interface MissedMember extends MissedPlace {
  readonly operationId: string;
  readonly status: number;
  /** False where it may be missing by chance: other items may have it. */
  readonly isSure: boolean;
}

/** What became of the requests of a recording. */
export interface UsedOutcome {
  /** How many of them were sent. */
  readonly sent: number;
  readonly skipped: readonly SkippedRequest[];
  readonly members: readonly MissedMember[];
}

/** What responses of an operation with one status have, in the recording and on the target. */
interface UsedShape {
  readonly operationId: string;
  readonly status: number;
  readonly recorded: MemberTypes;
  readonly target: MemberTypes;
  /** What the mock has responded in this run. */
  readonly mock: MemberTypes;
}

/** Compares what a recording shows of responses with those of a target, while their messages are known. */
export class UsedMembers {
  readonly #description: Description;
  readonly #cases: ReadonlyMap<string, UsedCase>;
  readonly #skipped: SkippedRequest[];
  readonly #shapes = new Map<string, UsedShape>();
  #sent = 0;

  constructor(description: Description, cases: readonly UsedCase[], skipped: readonly SkippedRequest[]) {
    this.#description = description;
    this.#cases = new Map(cases.map((one) => [one.case.id, one]));
    this.#skipped = [...skipped];
  }

  /** Adds the responses to a case; those of the mock are undefined where it was not asked. */
  readonly add = (target: CaseResult, mock: CaseResult | undefined): void => {
    const { verdict } = target;
    for (const [index, recorded] of this.#cases.get(target.case.id)?.recorded ?? []) {
      const at = (one: CaseResult | undefined) => one?.exchanges.find((exchange) => exchange.index === index);
      const exchange = at(target);
      if (exchange !== undefined) this.#compare(recorded, exchange, at(mock));
      else {
        const reason = reasonOf(verdict);
        this.#skipped.push(skippedRequest(recorded, reason));
      }
    }
  };

  get outcome(): UsedOutcome {
    const members = [...this.#shapes.values()].flatMap(({ operationId, status, recorded, target, mock }) =>
      recorded.missedBy(target).map((missed) => ({
        operationId,
        status,
        ...missed,
        isSure: recorded.isConstant(missed.place) && mock.has(missed.place),
      })),
    );
    return { sent: this.#sent, skipped: this.#skipped, members };
  }

  #compare(recorded: UsedExchange, target: Exchange, mock: Exchange | undefined): void {
    const { operation, response, validation } = target;
    this.#sent += 1;
    if (operation === undefined || response?.status !== recorded.status) return;
    const schema = validation?.mediaType?.schema;
    const shape = schema ? shapeOf(this.#description.document, schema) : ANY_SHAPE;
    const key = `${operation.id} ${recorded.status}`;
    const known = this.#shapes.get(key) ?? {
      operationId: operation.id,
      status: recorded.status,
      recorded: new MemberTypes(),
      target: new MemberTypes(),
      mock: new MemberTypes(),
    };
    this.#shapes.set(key, known);
    known.recorded.add(recorded.response, shape);
    known.target.add(validation?.body, shape);
    if (mock?.response?.status === recorded.status) known.mock.add(mock.validation?.body, shape);
  }
}

/** Returns why a step was not sent. What a list did not show is told alike for all items. */
function reasonOf(verdict: Verdict): string {
  const isOther = verdict.kind === 'blocked' && !verdict.reason.startsWith('look into ');
  return isOther ? verdict.reason : 'the target lists no further item for it';
}
