import { LinesOfDescription, placeOf } from '../parts/description-lines.tsx';
import type { ExchangeInLines, RuleInLines } from '../../mock/control/inspect/shown/exchange.ts';
import { neededText } from '../text/needed-text.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { ANSWERED_BY } from '../text/words.ts';

type Why = ExchangeInLines['why'];

/** Says why a request was answered so. */
export function WhySection({ exchange }: { readonly exchange: ExchangeInLines }) {
  const { why, summary, reason } = exchange;
  const { matched, nearest, rules } = why;
  const isRefused = summary.answeredBy === 'refusal' || summary.answeredBy === 'none';
  return (
    <section class={isRefused ? 'why refused' : 'why'}>
      <h3>Why</h3>
      <p>
        {ANSWERED_BY[summary.answeredBy]?.sentence ?? summary.answeredBy}
        {matched?.collection !== undefined && summary.answeredBy === 'collection' && (
          <>
            {' '}
            <code>{inOneLine(matched.collection)}</code>
          </>
        )}
      </p>
      {reason !== null && rules.length === 0 && <p class="reason">{visible(reason)}</p>}
      {placesOf(rules).map((atPlace) => (
        <Rules key={atPlace[0]?.sentence} rules={atPlace} />
      ))}
      {why.upstreamBreaks.map((sentence) => (
        <p class="reason" key={sentence}>
          The response breaks the description: {visible(sentence)}
        </p>
      ))}
      {matched !== null && <Matched matched={matched} />}
      {matched === null && nearest.length > 0 && <Nearest nearest={nearest} />}
      <CredentialsOf why={why} />
    </section>
  );
}

function Matched({ matched }: { readonly matched: NonNullable<Why['matched']> }) {
  const { id, api, summary, lines } = matched;
  return (
    <details class="fields">
      <summary>
        <code>{inOneLine(id, 120)}</code> of {inOneLine(api)}
        {summary !== null && `: ${inOneLine(summary, 160)}`}
      </summary>
      <LinesOfDescription lines={lines} />
    </details>
  );
}

function Nearest({ nearest }: Pick<Why, 'nearest'>) {
  return (
    <>
      <h4>The nearest operations</h4>
      <ul class="nearest">
        {nearest.map(({ api, id, method, path, differs }) => (
          <li key={`${api} ${method} ${path}`}>
            <code>
              {inOneLine(method, 20)} {inOneLine(path)}
            </code>{' '}
            <span class="hint">
              {inOneLine(id, 80)}
              {differs.length > 0 && `: ${visible(differs.join('; '))}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function CredentialsOf({ why: { credentials, caller } }: { readonly why: Why }) {
  const { needed, sent } = credentials;
  if (needed.length === 0 && caller === null) return null;
  const sentText = sent.length === 0 ? 'none was sent' : `sent: ${visible(sent.join(', '))}`;
  return (
    <p class="credentials">
      {caller !== null && (
        <>
          Sent by <strong>{inOneLine(caller.id)}</strong>
          {caller.roles.length > 0 && ` (${visible(caller.roles.join(', '))})`}.{' '}
        </>
      )}
      {needed.length > 0 && (
        <span class="hint">
          It needs {visible(neededText(needed))}; {sentText}.
        </span>
      )}
    </p>
  );
}

/** Puts rules that stand at the same place of the description together, in their order. */
function placesOf(rules: readonly RuleInLines[]): readonly (readonly RuleInLines[])[] {
  const places = new Map<string, RuleInLines[]>();
  for (const rule of rules) {
    const place = rule.lines === null ? rule.descriptionPointer : placeOf(rule.lines);
    places.set(place, [...(places.get(place) ?? []), rule]);
  }
  return [...places.values()];
}

/** Rules at one place of the description. */
function Rules({ rules }: { readonly rules: readonly RuleInLines[] }) {
  const [first] = rules;
  if (first === undefined) return null;
  return (
    <div class="rule">
      {rules.map((rule, index) => (
        <div key={rule.sentence}>
          <p class="reason">{visible(rule.sentence)}</p>
          {rule.value !== null && rule.value !== rules[index - 1]?.value && (
            <p class="found">
              <span class="hint">
                {rule.where} {inOneLine(rule.pointer)} was
              </span>{' '}
              <code>{inOneLine(rule.value, 400)}</code>
            </p>
          )}
        </div>
      ))}
      {first.lines === null ? (
        <p class="hint">{visible(first.descriptionPointer)}</p>
      ) : (
        <LinesOfDescription lines={first.lines} />
      )}
    </div>
  );
}
