import type { JsonObject } from '../../../base/json.ts';
import { externalPointer } from '../../document/external-documents.ts';
import { DescriptionError } from '../../model/description-error.ts';
import type { Fault } from '../../model/fault.ts';
import { findInText } from '../text/find-in-text.ts';
import { parseDocument } from '../text/parse-document.ts';
import { applyOverlay } from './apply-overlay.ts';
import { Origins } from './origins.ts';
import { readOverlay, type OverlayFault } from './overlay.ts';

/** An overlay that has been read. */
export interface OverlayText {
  readonly text: string;
  /** Its path or URL, for errors. */
  readonly location: string;
  /** The name that places in it have, beside those of documents that the description refers to. */
  readonly key: string;
}

/** The description that results, and the origins of what overlays have changed, by JSON Pointer. */
export interface Overlaid {
  readonly document: JsonObject;
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Applies overlays in their order to a copy of a description. Reports the actions that change nothing.
 * @throws DescriptionError that lists the actions that cannot be applied
 */
export function applyOverlays(
  description: JsonObject,
  overlays: readonly OverlayText[],
  report: (fault: Fault) => void,
): Overlaid {
  const origins = new Origins();
  const document = origins.copy(description) as JsonObject;
  const errors = overlays.flatMap(({ text, location, key }) => {
    const prefix = externalPointer(key);
    const own: OverlayFault[] = [];
    const onFault = ({ pointer, message }: OverlayFault) =>
      report({ pointer: `${prefix}${pointer}`, message });
    const overlay = parseDocument(text, location, onFault);
    const actions = readOverlay(overlay, own);
    applyOverlay(actions, { document, origins, prefix, errors: own, onNothing: onFault });
    const find = findInText(text);
    return own.map(({ pointer, message }) => `${location}:${find(pointer).line}: ${message}`);
  });
  if (errors.length > 0) throw new DescriptionError(errors.join('\n'));
  return { document, origins: origins.in(document) };
}
