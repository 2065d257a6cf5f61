import { useEffect, useState } from 'preact/hooks';
import type { FormField } from '../../mock/control/inspect/shown/form-field.ts';
import { textOfValue, valueOfText, withMember } from '../text/form-values.ts';
import { inOneLine } from '../text/visible.ts';

interface ValueFieldProps {
  readonly name: string;
  readonly field: FormField;
  readonly isRequired: boolean;
  /** Undefined where it is left out. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field for a value, made from its schema: a choice, a text, JSON, or fields for the members of an object. */
export function ValueField(props: ValueFieldProps) {
  const { name, field, isRequired, value, onChange } = props;
  if (field.properties !== undefined && (value === undefined || isPlainObject(value)))
    return <ObjectField {...props} properties={field.properties} />;
  const label = (
    <span>
      {inOneLine(name, 80)}
      {isRequired && <b aria-hidden="true"> *</b>} <small>{hintOf(field)}</small>
    </span>
  );
  const choices = choicesOf(field);
  if (choices !== undefined)
    return (
      <label title={inOneLine(field.description ?? '')}>
        {label}
        <select
          value={value === undefined ? '' : JSON.stringify(value)}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? undefined : JSON.parse(event.currentTarget.value))
          }
        >
          <option value="">left out</option>
          {choices.map((choice) => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {inOneLine(textOfValue(choice), 80)}
            </option>
          ))}
        </select>
      </label>
    );
  return <TextField {...props} label={label} />;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function TextField({
  field,
  value,
  onChange,
  label,
}: ValueFieldProps & { readonly label: preact.ComponentChildren }) {
  const [text, setText] = useState(textOfValue(value));
  useEffect(() => {
    if (textOfValue(value) !== textOfValue(text === '' ? undefined : valueOfText(text, field)))
      setText(textOfValue(value));
  }, [value]);
  const change = (given: string) => {
    setText(given);
    onChange(given === '' ? undefined : valueOfText(given, field));
  };
  const isLong = text.length > 60 || text.includes('\n') || isPlainObject(value) || Array.isArray(value);
  return (
    <label title={inOneLine(field.description ?? '')}>
      {label}
      {isLong ? (
        <textarea rows={3} value={text} onInput={(event) => change(event.currentTarget.value)} />
      ) : (
        <input
          value={text}
          placeholder={value === undefined ? 'left out' : ''}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </label>
  );
}

function ObjectField({
  name,
  field,
  isRequired,
  value,
  onChange,
  properties,
}: ValueFieldProps & { readonly properties: Readonly<Record<string, FormField>> }) {
  const own = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <fieldset>
      <legend>
        {inOneLine(name, 80)}
        {isRequired && ' *'}
      </legend>
      {Object.entries(properties).map(([member, inner]) => (
        <ValueField
          key={member}
          name={member}
          field={inner}
          isRequired={field.required?.includes(member) === true}
          value={Object.hasOwn(own, member) ? own[member] : undefined}
          onChange={(changed) => {
            const next = withMember(own, member, changed);
            onChange(Object.keys(next).length === 0 && !isRequired ? undefined : next);
          }}
        />
      ))}
    </fieldset>
  );
}

function choicesOf({ enum: allowed, types }: FormField): readonly unknown[] | undefined {
  if (allowed !== undefined && allowed.length <= 200) return allowed;
  return types.length === 1 && types[0] === 'boolean' ? [true, false] : undefined;
}

function hintOf({ types, format, rules = {}, isCut }: FormField): string {
  const bounds = Object.entries(rules)
    .filter(([name]) => name !== 'pattern')
    .map(([name, bound]) => `${name} ${textOfValue(bound)}`);
  return inOneLine(
    [format ?? types.join(' or '), ...bounds, ...(isCut ? ['as JSON'] : [])].filter(Boolean).join(', '),
    90,
  );
}
