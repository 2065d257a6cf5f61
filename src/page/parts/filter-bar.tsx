import type { ComponentChildren } from 'preact';

interface FilterBarProps {
  /** What the field is for, for those who cannot see its place. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How many there are. */
  readonly count: ComponentChildren;
  /** What can be done with all that are shown. */
  readonly children?: ComponentChildren;
}

/** The field that filters a list, to which `/` leads, and how much of the list is shown. */
export function FilterBar({ label, placeholder, value, onChange, count, children }: FilterBarProps) {
  return (
    <div class="bar">
      <label class="grow">
        <span class="unseen">{label}</span>
        <input
          type="search"
          data-filter
          placeholder={placeholder}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <output class="hint">{count}</output>
      {children}
    </div>
  );
}
