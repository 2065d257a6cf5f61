import { isObject, items, stringMember, type Json, type JsonObject } from '../../../base/json.ts';

/** One or more changes of a description (OpenAPI Overlay 1.1, Action Object). */
export interface Action {
  /** A JSONPath query (RFC 9535) of the nodes to change. */
  readonly target: string;
  /** JSON Pointer into the overlay. */
  readonly pointer: string;
  readonly change: Change;
}

type Change =
  | { readonly kind: 'update'; readonly value: Json }
  /** Copies the node that the JSONPath query `from` selects. */
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'remove' };

/** What is wrong with an overlay, at a JSON Pointer into it. */
export interface OverlayFault {
  readonly pointer: string;
  readonly message: string;
}

/** Reads an overlay. Faults are added to the list; what has one is left out. */
export function readOverlay(document: JsonObject, faults: OverlayFault[]): readonly Action[] {
  const version = document['overlay'];
  if (typeof version !== 'string' || !/^1\.[01](?:\.|$)/.test(version)) {
    const message = `its member 'overlay' is ${JSON.stringify(version)}: 1.0 and 1.1 are applied`;
    faults.push({ pointer: version === undefined ? '' : '/overlay', message });
    return [];
  }
  const actions = document['actions'];
  if (!Array.isArray(actions)) faults.push({ pointer: '', message: `it has no list of 'actions'` });
  return items(actions).flatMap((node, index) => {
    const pointer = `/actions/${index}`;
    const action = readAction(node, pointer);
    if ('target' in action) return [action];
    faults.push(action);
    return [];
  });
}

function readAction(node: Json, pointer: string): Action | OverlayFault {
  const target = stringMember(node, 'target');
  if (!isObject(node) || target === undefined) return { pointer, message: `the action has no 'target'` };
  const { update, copy, remove } = node;
  if (remove === true) return { target, pointer, change: { kind: 'remove' } };
  if (update !== undefined && copy !== undefined) {
    return { pointer, message: `the action has both 'update' and 'copy': make two of it` };
  }
  if (update !== undefined) return { target, pointer, change: { kind: 'update', value: update } };
  if (typeof copy === 'string') return { target, pointer, change: { kind: 'copy', from: copy } };
  return { pointer, message: `the action has neither 'update', nor 'copy', nor 'remove: true'` };
}
