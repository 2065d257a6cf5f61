import { atPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { RequestPlan } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { Law } from '../../case/law.ts';
import { bodyOf } from '../../case/request-parts.ts';

type Members = Readonly<Record<string, unknown>>;

/** Returns a law about what was sent, where that was another request than the planned one: of the members that it had. */
export function lawAsSent<Any extends Law>(law: Any, exchanges: readonly Exchange[]): Any {
  return lawOf(law, exchanges, ({ step }) => step.request);
}

/** The same with the values of the plan, and with names in the place of bound values: for a run that repeats what was sent. */
export function lawAsNamed<Any extends Law>(law: Any, exchanges: readonly Exchange[]): Any {
  const named = lawOf(law, exchanges, ({ step }) => step.named ?? step.request);
  if (named === law || !('sent' in named) || !('refers' in law) || law.refers === undefined) return named;
  const kept = Object.entries(law.refers).filter(([pointer]) => atPointer(named.sent, pointer) !== undefined);
  return { ...named, refers: Object.fromEntries(kept) };
}

function lawOf<Any extends Law>(
  law: Any,
  exchanges: readonly Exchange[],
  requestOf: (exchange: Exchange) => RequestPlan,
): Any {
  if (!('sent' in law)) return law;
  const by = exchanges.find(({ index, rung }) => index === law.by && rung !== undefined);
  if (by === undefined) return law;
  const body = bodyOf(requestOf(by));
  if (law.kind === 'listKept') return { ...law, sent: Array.isArray(body) ? body.filter(isObject) : [] };
  const item = isObject(body) ? itemIn(body, Object.keys(law.sent)) : {};
  const names = Object.keys(law.sent).filter((name) => Object.hasOwn(item, name));
  const { refers: _, ...plain } = law;
  const sent = Object.fromEntries(names.map((name) => [name, item[name]]));
  const lasting = 'lasting' in law && { lasting: law.lasting.filter((name) => names.includes(name)) };
  return { ...plain, sent, ...lasting } as unknown as Any;
}

/** Returns the object that has the members: the body, or one in it. */
function itemIn(body: Members, names: readonly string[]): Members {
  const hasSome = (value: unknown): value is Members =>
    isObject(value) && names.some((name) => Object.hasOwn(value, name));
  return [body, ...Object.values(body)].find(hasSome) ?? {};
}
