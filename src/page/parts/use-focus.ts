import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Moves the focus to what was opened where that takes the place of all else, as on narrow screens: keys would go nowhere
 * otherwise. The focus goes back to the page when it is closed.
 */
export function useFocusWhereAlone(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = place.current;
    const root = element?.closest<HTMLElement>('.page');
    if (matchMedia('(max-width: 900px)').matches) element?.focus();
    return () => root?.focus();
  }, []);
}
