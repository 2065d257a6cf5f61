interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onInput: (value: string) => void;
}

/** A field for a text, with its label. */
export function TextField({ label, value, placeholder, onInput }: TextFieldProps) {
  return (
    <label>
      {label}
      <input
        value={value}
        placeholder={placeholder}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
