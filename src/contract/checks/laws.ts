import { formatPointer, atPointer } from '../../spec/json-pointer.ts';
import { equalJson, isObject } from '../../spec/json.ts';
import type { Description } from '../../spec/description.ts';
import type { Case, Law } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import { finding, type FindingFacts } from './check.ts';

/** All the exchanges of a sequence. */
export interface Sequence {
  readonly description: Description;
  readonly case: Case;
  /** By the index of their step; a sequence that broke off lacks the last. */
  readonly exchanges: readonly Exchange[];
  /** What the steps have bound, by name. */
  readonly bound: Readonly<Record<string, string>>;
}

/** Applies the laws of a case to its answers. A step that was not answered with a success is for other checks. */
export function checkLaws(sequence: Sequence): readonly Finding[] {
  return sequence.case.laws.flatMap((law) => {
    const facts = brokenLaw(sequence, law);
    const exchange = sequence.exchanges.find(({ index }) => index === lastStepOf(law));
    if (facts === undefined || exchange === undefined) return [];
    const { description, case: one } = sequence;
    return [
      finding(
        { description, case: one, exchange },
        { ...facts, descriptionPointer: exchange.operation?.pointer ?? '' },
      ),
    ];
  });
}

type LawFacts = Omit<FindingFacts, 'descriptionPointer'>;

function brokenLaw(sequence: Sequence, law: Law): LawFacts | undefined {
  switch (law.kind) {
    case 'createdReadable':
      return createdReadable(sequence, law);
    case 'createdListed':
      return createdListed(sequence, law);
    case 'changeShows':
      return changeShows(sequence, law);
    case 'deletedGone':
      return deletedGone(sequence, law);
    case 'deletedUnlisted':
      return deletedUnlisted(sequence, law);
  }
}

function lastStepOf(law: Law): number {
  switch (law.kind) {
    case 'createdReadable':
    case 'deletedGone':
      return law.read;
    case 'createdListed':
    case 'deletedUnlisted':
      return law.list;
    case 'changeShows':
      return law.shown;
  }
}

function createdReadable(sequence: Sequence, law: Law & { kind: 'createdReadable' }): LawFacts | undefined {
  const body = successBody(sequence, law.read);
  if (body === undefined) return undefined;
  const pointer = formatPointer(law.at);
  const id = atPointer(body, pointer);
  if (isBound(sequence, id)) return undefined;
  return {
    check: 'createdReadable',
    confidence: 'definite',
    expected: 'the item that was created',
    found: isPresent(id) ? 'another item' : 'no item',
    pointer,
  };
}

function createdListed(sequence: Sequence, law: Law & { kind: 'createdListed' }): LawFacts | undefined {
  const list = listIn(sequence, law.list, law.at);
  if (list === undefined || list.some((item) => isBound(sequence, keyOf(item, law.key)))) return undefined;
  if (!isWhole(sequence, law.list, list)) return undefined;
  return {
    check: 'createdListed',
    confidence: 'definite',
    expected: 'the item that was created, in the list',
    found: `${list.length} others`,
    pointer: formatPointer(law.at),
  };
}

/** Compares the members that both have: what a server adds or leaves out is not a change. */
function changeShows(sequence: Sequence, law: Law & { kind: 'changeShows' }): LawFacts | undefined {
  const body = successBody(sequence, law.shown);
  const pointer = formatPointer(law.at);
  const shown = atPointer(body, pointer);
  if (!isObject(shown)) return undefined;
  const lost = Object.keys(law.sent).find(
    (name) => Object.hasOwn(shown, name) && !equalJson(shown[name], law.sent[name]),
  );
  if (lost === undefined) return undefined;
  return {
    check: 'changeShows',
    confidence: 'likely',
    expected: `${lost}: ${JSON.stringify(law.sent[lost])}, as it was sent`,
    found: `${lost}: ${JSON.stringify(shown[lost])}`,
    pointer: `${pointer}${formatPointer([lost])}`,
  };
}

function deletedGone(sequence: Sequence, law: Law & { kind: 'deletedGone' }): LawFacts | undefined {
  const body = successBody(sequence, law.read);
  const pointer = formatPointer([...law.at, law.key]);
  if (body === undefined || !isBound(sequence, atPointer(body, pointer))) return undefined;
  return {
    check: 'deletedGone',
    confidence: 'definite',
    expected: 'nothing: the item was deleted',
    found: 'the item',
    pointer,
  };
}

function deletedUnlisted(sequence: Sequence, law: Law & { kind: 'deletedUnlisted' }): LawFacts | undefined {
  const list = listIn(sequence, law.list, law.at);
  const index = list?.findIndex((item) => isBound(sequence, keyOf(item, law.key))) ?? -1;
  if (index === -1) return undefined;
  return {
    check: 'deletedGone',
    confidence: 'definite',
    expected: 'a list without the item that was deleted',
    found: 'the item',
    pointer: formatPointer([...law.at, index]),
  };
}

function successBody({ exchanges }: Sequence, index: number): unknown {
  const exchange = exchanges.find((one) => one.index === index);
  const isSuccess = exchange?.response !== undefined && exchange.response.status < 300;
  return isSuccess ? exchange.judgement?.body : undefined;
}

function listIn(sequence: Sequence, index: number, at: readonly string[]): readonly unknown[] | undefined {
  const list = atPointer(successBody(sequence, index), formatPointer(at));
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

const PAGING = /^(page|offset|skip|start|limit|count|size|cursor|after|per_?page|page_?size|page_?token)$/i;
const TOTAL = /^(total|total_?count|total_?items|total_?results)$/i;

/** A list in pages is whole where its total says so; where pages are not spoken of, it always is. */
function isWhole({ exchanges }: Sequence, index: number, list: readonly unknown[]): boolean {
  const exchange = exchanges.find((one) => one.index === index);
  const isPaged = exchange?.operation?.parameters.some(({ name }) => PAGING.test(name)) ?? false;
  const body = exchange?.judgement?.body;
  const total = isObject(body) ? Object.entries(body).find(([name]) => TOTAL.test(name))?.[1] : undefined;
  return !isPaged || total === list.length;
}

function keyOf(item: unknown, key: string): unknown {
  return isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
}

function isBound({ bound }: Sequence, id: unknown): boolean {
  return isPresent(id) && Object.values(bound).includes(String(id));
}

function isPresent(id: unknown): id is string | number {
  return typeof id === 'string' || typeof id === 'number';
}
