import { formatPointer } from '../../../base/json-pointer.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { listPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { planStep } from '../../plan/requests/plan-step.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import { validTemplate } from '../../plan/requests/valid-template.ts';
import { cleanupSteps } from '../../plan/setup/item-steps.ts';

/** An item of the recording, and what stands for it in this run. */
export interface UsedItem {
  /** The name under which its identifier is bound. */
  readonly name: string;
  readonly resource: Resource;
  /** The placeholders of the path parameters above it. */
  readonly bound: Readonly<Record<string, string>>;
  /** The names of the items above it. */
  readonly above: readonly string[];
  /** True for one that this run creates; any other is one that the target lists. */
  readonly isCreated: boolean;
  /** Reads the list that the item is taken from. */
  readonly look?: Step;
}

/** Where an item stands: its resource, and the items that its path names before it. */
export interface ItemPlace {
  readonly resource: Resource;
  readonly bound: Readonly<Record<string, string>>;
  readonly above: readonly string[];
}

/** The items that a recording speaks of: created ones become those of this run, others items that the target lists. */
export class UsedItems {
  readonly #planning: Planning;
  readonly #items = new Map<string, UsedItem>();
  /** The identifiers of items that the recording created and this run does not. */
  readonly #lost = new Set<string>();
  /** How many items of each list are taken. */
  readonly #taken = new Map<string, number>();

  constructor(planning: Planning) {
    this.#planning = planning;
  }

  /** Returns the item with an identifier of the recording that some earlier request has brought up. */
  known(id: string): UsedItem | undefined {
    const found = [...this.#items].filter(([key]) => key.endsWith(` ${id}`)).map(([, item]) => item);
    return found.find(({ isCreated }) => isCreated) ?? found[0];
  }

  /** Tells that an item of the recording is not created in this run. */
  lose(id: string): void {
    this.#lost.add(id);
  }

  isLost(id: string): boolean {
    return this.#lost.has(id);
  }

  /** Makes the item one that this run creates. */
  create(place: ItemPlace, id: string | undefined): UsedItem {
    const name = this.#newName(place.resource);
    const item = { ...place, name, isCreated: true };
    this.#items.set(keyOf(place, id ?? name), item);
    return item;
  }

  /** Returns the item at a place; undefined where this run does not create it, and nothing lists its like. */
  at(place: ItemPlace, id: string): UsedItem | undefined {
    const known = this.#items.get(keyOf(place, id));
    if (known !== undefined) return known;
    const listed = this.#listed(place);
    if (listed !== undefined) this.#items.set(keyOf(place, id), listed);
    return listed;
  }

  /** Returns the steps that delete an item of this run. */
  cleanup({ resource, bound, name }: UsedItem): readonly Step[] {
    return cleanupSteps(this.#planning, resource, bound, name);
  }

  #listed(place: ItemPlace): UsedItem | undefined {
    const { resource, bound } = place;
    const { list } = resource;
    const at = listPlaceIn(this.#planning.description, list && successContent(list)?.schema, resource);
    const template = list && validTemplate(this.#planning, list, false, bound);
    if (at === undefined || template === undefined) return undefined;
    const key = keyOf(place, '');
    const index = this.#taken.get(key) ?? 0;
    const name = this.#newName(resource);
    const look = planStep(this.#planning, template, {
      name: `look into ${resource.collectionPath}`,
      role: 'setup',
      expect: { outcome: 'any', statuses: [], confidence: 'advice' },
      bind: {
        [name]: { from: 'identifier', pointer: formatPointer([...at.envelope, String(index), at.key]) },
      },
    });
    if (look === undefined) return undefined;
    this.#taken.set(key, index + 1);
    return { ...place, name, isCreated: false, look };
  }

  #newName({ parameter }: Resource): string {
    return `${parameter}-${this.#items.size + 1}`;
  }
}

function keyOf({ resource, bound }: ItemPlace, id: string): string {
  return `${JSON.stringify([resource.itemPath, bound])} ${id}`;
}

/** Returns the path parameters of what stands below an item. */
export function belowItem({ resource, bound, name }: UsedItem): Readonly<Record<string, string>> {
  return { ...bound, [resource.parameter]: placeholder(name) };
}
