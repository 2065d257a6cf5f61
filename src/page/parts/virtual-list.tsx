import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  readonly label: string;
  readonly keyOf: (item: Item) => string | number;
  readonly row: (item: Item) => ComponentChildren;
  readonly classOf?: (item: Item) => string;
  readonly selected: string | number | undefined;
  readonly onSelect: (item: Item) => void;
  /** The height of a row, in pixels; in places narrower than 640 pixels that of `narrowHeight`. */
  readonly height: number;
  readonly narrowHeight: number;
}

/** So many rows are rendered beyond those that can be seen, on each side. */
const BEYOND = 8;

/** A list of any length, of which only what can be seen is in the document. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, label, keyOf, row, classOf = () => '', selected, onSelect } = props;
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600, isNarrow: false });
  const height = view.isNarrow ? props.narrowHeight : props.height;
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const look = () =>
      setView({ top: element.scrollTop, height: element.clientHeight, isNarrow: element.clientWidth < 640 });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const index = selected === undefined ? -1 : items.findIndex((item) => keyOf(item) === selected);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || index < 0) return;
    const top = index * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height - element.clientHeight;
  }, [selected]);
  const first = Math.max(0, Math.floor(view.top / height) - BEYOND);
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / height) + BEYOND);
  return (
    <div
      class="list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      ref={place}
      aria-activedescendant={index >= first && index < last ? `row-${String(selected)}` : undefined}
    >
      <div role="presentation" style={{ height: `${items.length * height}px`, position: 'relative' }}>
        {items.slice(first, last).map((item, offset) => {
          const key = keyOf(item);
          return (
            <div
              key={key}
              id={`row-${key}`}
              role="option"
              aria-selected={key === selected}
              aria-setsize={items.length}
              aria-posinset={first + offset + 1}
              class={`row ${classOf(item)}`}
              style={{ transform: `translateY(${(first + offset) * height}px)`, height: `${height}px` }}
              onClick={() => onSelect(item)}
            >
              {row(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
