import type { ExchangeSummary } from '../../mock/control/inspect/shown/exchange.ts';
import { inOneLine } from '../text/visible.ts';
import { ANSWERED_BY, duration, timeOfDay } from '../text/words.ts';

/** One exchange in a line. */
export function LogLine({ line }: { readonly line: ExchangeSummary }) {
  const { at, method, target, status, operation, answeredBy, milliseconds, fault, scenario, changes } = line;
  return (
    <>
      <span class="time">{timeOfDay(at)}</span>
      <span class={`method ${method}`}>{inOneLine(method, 12)}</span>
      <span class="target" title={inOneLine(target)}>
        {inOneLine(target)}
      </span>
      <span class="status">{status === 0 ? 'none' : status}</span>
      <span class="operation">{operation === null ? '' : inOneLine(operation, 80)}</span>
      <span class="by">
        {ANSWERED_BY[answeredBy]?.word ?? answeredBy}
        {changes > 0 && <b title="changed the state"> ●</b>}
        {fault !== null && <i class="tag">fault</i>}
        {scenario !== null && <i class="tag">{inOneLine(scenario, 20)}</i>}
      </span>
      <span class="took">{duration(milliseconds)}</span>
    </>
  );
}
