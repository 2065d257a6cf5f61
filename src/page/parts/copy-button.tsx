import { useState } from 'preact/hooks';

/** A button that copies a text. */
export function CopyButton({ text, children }: { readonly text: () => string; readonly children: string }) {
  const [state, setState] = useState<'' | 'copied' | 'failed'>('');
  const copy = async () => {
    setState((await copied(text())) ? 'copied' : 'failed');
    setTimeout(() => setState(''), 1_500);
  };
  return (
    <button type="button" onClick={() => void copy()} aria-live="polite">
      {state === '' ? children : state === 'copied' ? 'Copied' : 'Not copied'}
    </button>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    // pages of other machines without HTTPS have no clipboard
    if (!('clipboard' in navigator)) return copiedByField(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByField(text);
  }
}

function copiedByField(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
