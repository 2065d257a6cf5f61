import type { Parameter } from '../../../description/model/parameter.ts';
import { weakest } from '../../../description/model/source.ts';
import type { Case, Expectation } from '../../case/case.ts';
import { answeredStatuses } from '../../case/statuses.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { validTemplate, violationsOf } from '../requests/valid-template.ts';
import { NO_ITEMS } from '../setup/own-items.ts';
import { subjectCase } from './single-request-case.ts';

/**
 * The widest span of time, where two parameters are its ends: an answer that has anything in it shows more than
 * the empty one to a span made up. And one that ends before it starts. A server may well refuse either; what counts is
 * that it answers well.
 */
export const makeRanges: Maker = (planning, operation) => {
  const template = operation.method === 'GET' ? validTemplate(planning, operation, true) : undefined;
  if (template === undefined) return [];
  return [...template.parameters.keys()].flatMap((start): readonly Case[] => {
    const end = [...template.parameters.keys()].find(({ name }) => isEndOf(start.name, name));
    return end === undefined
      ? []
      : [
          ...rangeCase(planning, spanned(template, [start, FIRST], [end, LAST]), {
            maker: 'widest-range',
            start,
            end,
            title: `${start.name} and ${end.name} as far apart as can be`,
          }),
          ...rangeCase(planning, spanned(template, [start, LAST], [end, FIRST]), {
            maker: 'reversed-range',
            start,
            end,
            title: `${start.name} behind ${end.name}`,
          }),
        ];
  });
};

function rangeCase(
  planning: Planning,
  template: Template | undefined,
  {
    start,
    end,
    ...facts
  }: { readonly start: Parameter; readonly end: Parameter; readonly maker: string; readonly title: string },
): readonly Case[] {
  if (template === undefined || violationsOf(planning, template).length > 0) return [];
  const { operation } = template;
  const request = toRequestPlan(template, fullCredentials(planning, operation));
  if (request === undefined) return [];
  const statuses = answeredStatuses(operation);
  const expect: Expectation = { outcome: 'any', statuses, confidence: 'definite' };
  return [
    subjectCase(planning, operation, {
      ...facts,
      place: `${start.name}-${end.name}`,
      phase: 'boundaries',
      provenance: weakest(operation.source.provenance, start.source.provenance, end.source.provenance),
      own: NO_ITEMS,
      request,
      expect,
    }),
  ];
}

const ENDS = [
  ['start', 'end'],
  ['begin', 'end'],
  ['from', 'to'],
  ['from', 'until'],
  ['since', 'until'],
  ['after', 'before'],
] as const;

/** `endDate` for `startDate`, `to` for `from`. */
function isEndOf(start: string, end: string): boolean {
  return ENDS.some(
    ([first, last]) =>
      start.toLowerCase().includes(first) && start.toLowerCase().replace(first, last) === end.toLowerCase(),
  );
}

const FIRST = '1970-01-01T00:00:00.000Z';

const LAST = '2100-01-01T00:00:00.000Z';

/** Written as their values are: with a time, or as a day. Undefined where they are no times. */
function spanned(
  template: Template,
  [start, first]: readonly [Parameter, string],
  [end, last]: readonly [Parameter, string],
): Template | undefined {
  const [known, other] = [template.parameters.get(start), template.parameters.get(end)];
  if (!isTime(known) || !isTime(other)) return undefined;
  // what else the full request filters by would leave nothing
  const others = [...template.parameters].filter(([{ required }]) => required);
  const ends = [
    [start, first.slice(0, known.includes('T') ? undefined : 10)],
    [end, last.slice(0, other.includes('T') ? undefined : 10)],
  ] as const;
  return { ...template, parameters: new Map<Parameter, unknown>([...others, ...ends]) };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}
