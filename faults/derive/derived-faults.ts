import type { Fault } from '../fault.ts';
import type { Clock } from '../server/clock.ts';
import type { Handle } from '../server/message.ts';
import type { Members } from '../server/work.ts';
import { answerChanges, operationChanges, schemaChanges, type Change } from './description-changes.ts';
import { nodeAt } from './node-at.ts';
import { Sites } from './sites.ts';

/** Changes that no request can reveal: what is changed, where (path and keyword, with `/`), and the reason. */
export type Hidden = readonly (readonly [what: RegExp, where: RegExp, reason: string])[];

/** The source of derived faults. */
interface Derivation {
  readonly readDocument: () => Members;
  /** Builds a server that follows a document. */
  readonly build: (document: Members, clock: Clock) => Handle;
  readonly hidden: Hidden;
}

/**
 * Returns servers that follow a changed description instead of the published one. A keyword is removed, so that they accept
 * invalid requests, or tightened, so that they refuse valid ones; or a member of a response is missing or of another type.
 */
export function derivedFaults({ readDocument, build, hidden }: Derivation): readonly Fault[] {
  const document = readDocument();
  const sites = new Sites(document);
  const changes = [
    ...sites.requestSchemas().flatMap((path) => schemaChanges(nodeAt(document, path), path)),
    ...sites.responseSchemas().flatMap((path) => answerChanges(nodeAt(document, path), path)),
    ...sites.operations().flatMap((path) => operationChanges(document, path)),
  ];
  return changes.map((change): Fault => {
    const survives = hiddenBy(change, hidden);
    return {
      name: `${change.what}: ${pointerOf(change)}`,
      category: 'derived',
      operations: sites.usersOf(change.path),
      build: (clock) => build(changed(readDocument(), change), clock),
      ...(survives !== undefined && { survives }),
    };
  });
}

function pointerOf({ path }: Change): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function hiddenBy({ what, path }: Change, hidden: Hidden): string | undefined {
  const place = path.join('/');
  return hidden.find(([change, where]) => change.test(what) && where.test(place))?.[2];
}

function changed(document: Members, { path, keyword, value }: Change): Members {
  const copy = structuredClone(document);
  const node = nodeAt(copy, path) as Record<string, unknown>;
  if (value === undefined) delete node[keyword];
  else node[keyword] = value;
  return copy;
}
