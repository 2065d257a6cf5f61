import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { TABS, useStore, type Store } from './store.ts';

/** What the keys do, for the list of them. */
export const SHORTCUTS: readonly (readonly [keys: string, does: string])[] = [
  ['1 to 4', 'shows a part of the page'],
  ['/', 'goes to the filter'],
  ['j, k or ↓, ↑', 'opens the next exchange, or the one before'],
  ['p', 'pauses the log, and goes on'],
  ['Esc', 'closes what is open'],
];

/** Lets keys work wherever the focus is in the page, but in fields. */
export function useShortcuts(place: RefObject<HTMLElement | null>): void {
  const store = useStore();
  useEffect(() => {
    const element = place.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isField(event.target) && event.key !== 'Escape') return;
      if (pressed(event.key, store, element)) event.preventDefault();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [store, place]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

/** Returns true where the key means something. */
function pressed(key: string, store: Store, element: HTMLElement | null): boolean {
  const tab = TABS[Number(key) - 1];
  if (tab !== undefined) {
    store.tab.value = tab;
    return true;
  }
  if (key === '/') {
    element?.querySelector<HTMLElement>('[data-filter]')?.focus();
    return true;
  }
  if (key === 'Escape') {
    if (store.tab.value === 'Log') store.selected.value = undefined;
    else store.operation.value = undefined;
    return true;
  }
  if (store.tab.value !== 'Log') return false;
  switch (key) {
    case 'p':
      if (store.isPaused.value) store.resume();
      else store.isPaused.value = true;
      return true;
    case 'j':
    case 'ArrowDown':
      return move(store, 1);
    case 'k':
    case 'ArrowUp':
      return move(store, -1);
    default:
      return false;
  }
}

/** Opens the line so many lines below the one that is open: newer ones stand above. */
function move({ shown, selected }: Store, by: number): boolean {
  const ids = shown.value.map(({ id }) => id).toReversed();
  const at = selected.value === undefined ? -1 : ids.indexOf(selected.value);
  selected.value = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
  return true;
}
