import { lastSegment } from '../../../description/document/path-template.ts';
import { referredName, singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import type { Collection, Transaction } from '../../state/transaction.ts';
import { linkValue } from '../resources/parent-links.ts';
import { asItem, type ParentMember } from '../resources/path-links.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { isTopLevel, collectionName } from '../resources/shared-store.ts';
import { isSame } from './keyed-items.ts';
import type { OpeningContext } from './opening-context.ts';
import { seedIdentifiers, seedItems, type SeedOptions } from './seed-items.ts';

interface Filling {
  readonly seeding: SeedOptions;
  readonly links: readonly ParentMember[];
  readonly tx: Transaction;
  readonly context: OpeningContext;
}

/** The items belong to the parents of the path, or, where there is none, to those that there are. */
export async function fillCollection(
  model: ResourceModel,
  name: string,
  items: Collection,
  { seeding, links, tx, context }: Filling,
): Promise<void> {
  const references = await referencesOf(model, tx, context, seeding);
  for (const [index, item] of seedItems(model, name, seeding).entries()) {
    const referring = Object.entries(referringTo(references, item, index));
    const own = model.hasTopLevelPath ? {} : asItem(links);
    const numbers = Object.entries(numbersFor(model, items.all())).filter(([one]) =>
      Object.hasOwn(item, one),
    );
    const changes = Object.fromEntries([...numbers, ...referring]) as Item;
    items.put({ ...item, ...changes, ...own });
  }
}

/** What names nothing that is there, of an item, changed to what does. */
export function referringTo(references: readonly Reference[], item: Item, index: number): Item {
  const wrong = references.filter(
    ({ name, ids }) => Object.hasOwn(item, name) && !ids.some((id) => isSame(id, item[name])),
  );
  return Object.fromEntries(wrong.map(({ name, ids }) => [name, ids[index % ids.length]]));
}

/** A member that names an item of another collection, with the identifiers that there are. */
export interface Reference {
  readonly name: string;
  readonly ids: readonly unknown[];
}

/** The members of a collection's items that name items of another. */
export async function referencesOf(
  model: ResourceModel,
  tx: Transaction,
  context: OpeningContext,
  seeding: SeedOptions,
): Promise<readonly Reference[]> {
  const found: Reference[] = [];
  for (const property of model.properties.values()) {
    const other = referredBy(property.name, model, context);
    if (other === undefined) continue;
    const ids = await initialIdentifiers(other, tx, context, seeding);
    const fitting = ids.map((id) => linkValue(property, id)).filter((id) => isOfType(id, property.type));
    if (fitting.length > 0) found.push({ name: property.name, ids: fitting });
  }
  return found;
}

/** The parent that a path puts above it; else `ownerId` names an owner, where there are owners. */
function referredBy(
  name: string,
  model: ResourceModel,
  { models }: OpeningContext,
): ResourceModel | undefined {
  const view = models
    .named(collectionName(model.store))
    .find(
      (one) => one.store === model.store && one.links.length === 1 && one.links[0]?.property?.name === name,
    );
  const parent = view && models.above(view.resource.collectionPath);
  if (parent?.links.length === 0) return parent;
  const subject = referredName(name);
  if (subject === undefined || name === model.key) return undefined;
  return models.ofSingular(subject).find((other) => isTopLevel(other) && other.store !== model.store);
}

/** Of the items that are there, or will be when it is opened for the first time. */
async function initialIdentifiers(
  model: ResourceModel,
  tx: Transaction,
  { options }: OpeningContext,
  seeding: SeedOptions,
): Promise<readonly unknown[]> {
  const present = (await tx.collection(model.store)).all().map((item) => item[model.key]);
  if (present.length > 0 || options.empty === true || options.filled.has(model.store)) return present;
  return seedIdentifiers(model, model.store, seeding);
}

function isOfType(id: unknown, type: string | undefined): boolean {
  if (type === undefined) return true;
  return type === 'string' ? typeof id === 'string' : typeof id === 'number';
}

/** The next of each number that identifies an item beside its key. */
export function numbersFor({ key, properties, resource }: ResourceModel, items: readonly Item[]): Item {
  const own = `${singularOf(lastSegment(resource.collectionPath))}id`;
  const wanted = [...properties.values()].filter(
    ({ name, type }) => name !== key && type === 'integer' && ['id', own].includes(spelling(name)),
  );
  const numbered = wanted.map(({ name }) => {
    const used = items.map((item) => item[name]).filter((value) => typeof value === 'number');
    return [name, Math.max(0, ...used) + 1];
  });
  return Object.fromEntries(numbered) as Item;
}
