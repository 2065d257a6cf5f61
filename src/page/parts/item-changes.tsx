import { differencesOf } from '../text/differences.ts';
import type { ItemChange } from '../../mock/state/item-change.ts';
import { inOneLine, visible } from '../text/visible.ts';

/** So many changes are shown at once. */
const MOST = 20;

/** Items that were added, changed or deleted, as differences of their lines. */
export function ItemChanges({ changes }: { readonly changes: readonly ItemChange[] }) {
  return (
    <>
      {changes.slice(0, MOST).map(({ collection, id, before, after }) => (
        <div key={`${collection} ${id}`}>
          <h4>
            {before === undefined ? 'added' : after === undefined ? 'deleted' : 'changed'}:{' '}
            <code>
              {inOneLine(collection)} {inOneLine(id)}
            </code>
          </h4>
          <pre class="diff" tabIndex={0} role="region" aria-label={`What has become of ${inOneLine(id)}`}>
            {differencesOf(before, after).map(({ kind, text }, index) => (
              <span key={index} class={kind}>
                {SIGNS[kind]} {visible(text)}
                {'\n'}
              </span>
            ))}
          </pre>
        </div>
      ))}
      {changes.length > MOST && <p class="hint">and {changes.length - MOST} more</p>}
    </>
  );
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;
