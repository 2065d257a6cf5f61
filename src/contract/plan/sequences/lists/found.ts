import type { Operation } from '../../../../description/model/operation.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import { asWritten, honoured } from '../../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../../description/resources/conventions/list-parameter-names.ts';
import { listPlaceOf } from '../../../../description/resources/list-parameters.ts';
import type { Case } from '../../../case/case.ts';
import { placeholder } from '../../../case/placeholder.ts';
import { answeredStatuses } from '../../../case/statuses.ts';
import type { Maker, Planning } from '../../requests/planning.ts';
import { validTemplate } from '../../requests/valid-template.ts';
import { begin, listed } from '../list-sequence.ts';
import { isFreeText, textsBound, TEXTS } from './searches.ts';

/** Names that mostly mean a search are enough: nothing is said of what is found. */
const SEARCH = asWritten(honoured(LIST_PARAMETERS.textSearch));

/** So many collections are searched in, each with items of the case's own. */
const MOST_COLLECTIONS = 2;

/**
 * Makes the cases that search outside of collections for texts of items that there are: who searches for what is made up
 * finds nothing, and sees no hit.
 */
export const makeFound: Maker = (planning, operation) => {
  const isList = planning.resources.some(({ list }) => list === operation);
  if (!planning.mayCreate || operation.method !== 'GET' || isList) return [];
  const parameter = operation.parameters.find((one) => SEARCH.test(one.name) && isFreeText(planning, one));
  if (parameter === undefined) return [];
  const cases: Case[] = [];
  for (const resource of planning.resources) {
    cases.push(...found(planning, { operation, parameter, resource }));
    if (cases.length === MOST_COLLECTIONS) break;
  }
  return cases;
};

interface Searching {
  readonly operation: Operation;
  readonly parameter: Parameter;
  readonly resource: Planning['resources'][number];
}

function found(planning: Planning, { operation, parameter, resource }: Searching): readonly Case[] {
  const place = listPlaceOf(planning.description, resource);
  const plain = validTemplate(planning, operation, false);
  if (resource.list === undefined || place === undefined || plain === undefined) return [];
  const context = { planning, resource, list: resource.list, ...place };
  const { draft, made } = begin(context, `search ${operation.id}`, { count: 2 });
  const bind = textsBound({ ...context, parameter });
  const shown = made.length === 0 ? undefined : listed(planning, draft, 'list', new Map(), { bind });
  if (shown === undefined) return [];
  const others = [...plain.parameters].filter(([one]) => one !== parameter);
  const template = { ...plain, parameters: new Map(others) };
  const expect = { outcome: 'any', statuses: answeredStatuses(operation), confidence: 'likely' } as const;
  for (const name of TEXTS) {
    const pairs = [`${encodeURIComponent(parameter.name)}=${placeholder(name)}`];
    draft.send(`search for ${name}`, template, { role: 'subject', expect, pairs });
  }
  return draft.toCase(`found/${resource.collectionPath.replace(/^\//, '')}`, { about: operation });
}
