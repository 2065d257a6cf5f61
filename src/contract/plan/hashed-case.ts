import { parsePointer } from '../../base/json-pointer.ts';
import type { ValueSource } from '../case/bindings.ts';
import type { Case, Step } from '../case/case.ts';

/**
 * Returns a case in the form that is hashed. This form keeps names that the code has given up, so that a plan which sends
 * and expects the same keeps its hash. The order of members is the one in which makers write them.
 */
export function hashedCase(one: Case): unknown {
  const followed = new Set(one.laws.flatMap((law) => (law.kind === 'linked' ? [law.by] : [])));
  return mapMembers(one, (name, value) => {
    if (name === 'exclusive') return [['alone', value]];
    if (name !== 'steps') return [[name, value]];
    return [[name, one.steps.map((step, index) => hashedStep(step, followed.has(index)))]];
  });
}

/** `isFollowed`: a link of the response leads to a later step. */
function hashedStep(step: Step, isFollowed: boolean): unknown {
  return mapMembers(step, (name, value) => {
    if (name === 'fallbacks') return [['otherwise', value]];
    return name === 'bind' ? hashedBindings(step, isFollowed) : [[name, value]];
  });
}

const GROUPS = ['bind', 'bindShown', 'bindLocated', 'bindFields', 'bindNext'] as const;

type Group = (typeof GROUPS)[number];

type Members = readonly (readonly [string, unknown])[];

/** Values are grouped by the kind of their source. A group without any is left out, with a few exceptions. */
function hashedBindings({ bind }: Step, isFollowed: boolean): Members {
  const sources = Object.entries(bind).map(([name, source]) => hashedSource(name, source));
  const evenEmpty: readonly Group[] = isFollowed ? ['bind', 'bindShown', 'bindFields'] : ['bind'];
  return GROUPS.flatMap((group): Members => {
    const members = sources.filter((source) => source.group === group).flatMap((source) => source.members);
    const isThere = members.length > 0 || evenEmpty.includes(group);
    return isThere ? [[group, Object.fromEntries(members)]] : [];
  });
}

function hashedSource(
  name: string,
  source: ValueSource,
): { readonly group: Group; readonly members: Members } {
  switch (source.from) {
    case 'identifier': {
      const path = source.pointer === undefined ? [] : parsePointer(source.pointer);
      return { group: 'bind', members: [[name, path]] };
    }
    case 'body':
      return { group: 'bindShown', members: [[name, source.pointer]] };
    case 'location': {
      const shorter = name.slice(0, -`.${source.parameter}`.length);
      return { group: 'bindLocated', members: [[shorter, source.template]] };
    }
    case 'field':
      return { group: 'bindFields', members: [[name, source.name]] };
    case 'cursor': {
      const { from: _, ...next } = source;
      return { group: 'bindNext', members: [['name', name], ...Object.entries(next)] };
    }
  }
}

function mapMembers(whole: Case | Step, change: (name: string, value: unknown) => Members): unknown {
  const entries: Members = Object.entries(whole);
  return Object.fromEntries(entries.flatMap(([name, value]) => change(name, value)));
}
