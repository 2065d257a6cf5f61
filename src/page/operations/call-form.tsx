import { useState } from 'preact/hooks';
import { useChange } from '../parts/use-change.ts';
import { ValueField } from '../parts/value-field.tsx';
import type { ExchangeInLines } from '../../mock/control/inspect/shown/exchange.ts';
import type { ShownOperation, ShownParameter } from '../../mock/control/inspect/shown/operation.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { useStore } from '../store/store.ts';
import { inOneLine } from '../text/visible.ts';

type Values = Readonly<Record<string, unknown>>;

const keyOf = ({ in: place, name }: ShownParameter) => `${place} ${name}`;

/** A form, made from the schemas of an operation, that sends a request. */
export function CallForm({ operation }: { readonly operation: ShownOperation }) {
  const { settings, selected } = useStore();
  const { send, fault, isRunning } = useChange();
  const { parameters, body } = operation;
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(
      parameters.filter(({ required }) => required).map((one) => [keyOf(one), one.sample ?? undefined]),
    ),
  );
  const [type, setType] = useState(body?.types[0]?.type ?? '');
  const shownType = body?.types.find((one) => one.type === type);
  const [content, setContent] = useState<unknown>(shownType?.sample ?? undefined);
  const [identity, setIdentity] = useState('');
  const [outcome, setOutcome] = useState<ExchangeInLines | undefined>(undefined);
  const identities = (settings.value?.identities ?? []).filter(({ api }) => api === operation.api);
  const chosen = identity === '' ? (identities[0]?.id ?? '') : identity;
  const ask = async () => {
    const sent = await send({
      method: 'POST',
      path: '/call',
      body: {
        operation: operation.id,
        api: operation.api,
        parameters: byPlace(parameters, values),
        ...(content !== undefined && body !== null && { body: content, contentType: type }),
        ...(chosen !== '' && chosen !== '-' && { identity: chosen }),
      },
    });
    setOutcome(sent === undefined ? undefined : (sent as ExchangeInLines));
  };
  return (
    <section>
      <h3>Ask it</h3>
      <form
        class="fields-form call"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        {parameters.map((one) => (
          <ValueField
            key={keyOf(one)}
            name={`${one.in} ${one.name}`}
            field={{ ...one.field, description: one.description ?? one.field.description ?? '' }}
            isRequired={one.required}
            value={values[keyOf(one)]}
            onChange={(value) => setValues({ ...values, [keyOf(one)]: value })}
          />
        ))}
        {body !== null && (
          <BodyFields
            types={body.types}
            type={type}
            content={content}
            onType={(chosenType) => {
              setType(chosenType);
              setContent(body.types.find((one) => one.type === chosenType)?.sample ?? undefined);
            }}
            onContent={setContent}
          />
        )}
        {operation.needed.length > 0 && (
          <SenderField identities={identities} chosen={chosen} onChoose={setIdentity} />
        )}
        <div class="actions">
          <button type="submit" class="main-action" disabled={isRunning}>
            Send
          </button>
          {outcome !== undefined && <Outcome exchange={outcome} onOpen={(id) => (selected.value = id)} />}
        </div>
        {fault !== '' && <p class="fault">{fault}</p>}
      </form>
    </section>
  );
}

interface SenderProps {
  readonly identities: ShownSettings['identities'];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Chooses whose credentials a request has. */
function SenderField({ identities, chosen, onChoose }: SenderProps) {
  if (identities.length === 0) return null;
  return (
    <label>
      <span>Sent by</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {identities.map(({ id, roles }) => (
          <option key={id} value={id}>
            {inOneLine(`${id}${roles.length > 0 ? ` (${roles.join(', ')})` : ''}`, 80)}
          </option>
        ))}
        <option value="-">nobody: without credentials</option>
      </select>
    </label>
  );
}

function Outcome({
  exchange: { id, response },
  onOpen,
}: {
  readonly exchange: ExchangeInLines;
  readonly onOpen: (id: number) => void;
}) {
  const { tab } = useStore();
  return (
    <p class={`status-${String(response.status)[0] ?? ''}`} role="status">
      It answered <b class="status">{response.status === 0 ? 'nothing' : response.status}</b>:{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          onOpen(id);
          tab.value = 'Log';
        }}
      >
        see why
      </button>
    </p>
  );
}

/** Puts values under the places of their parameters; what is left out is not there. */
function byPlace(parameters: readonly ShownParameter[], values: Values) {
  const places: Record<string, Record<string, unknown>> = {};
  for (const one of parameters) {
    const value = values[keyOf(one)];
    if (value !== undefined) places[one.in] = { ...places[one.in], [one.name]: value };
  }
  return places;
}

interface BodyFieldsProps {
  readonly types: NonNullable<ShownOperation['body']>['types'];
  readonly type: string;
  readonly content: unknown;
  readonly onType: (type: string) => void;
  readonly onContent: (content: unknown) => void;
}

function BodyFields({ types, type, content, onType, onContent }: BodyFieldsProps) {
  const [json, setJson] = useState<string | undefined>(undefined);
  const field = types.find((one) => one.type === type)?.field ?? { types: [] };
  const isJson = /[/+]json\b/i.test(type);
  const edit = (text: string) => {
    setJson(text);
    onContent(text === '' ? undefined : parsed(text, isJson));
  };
  return (
    <div class="body-fields">
      <div class="together">
        <h4>Body</h4>
        {types.length > 1 && (
          <select
            aria-label="Media type of the body"
            value={type}
            onChange={(event) => {
              setJson(undefined);
              onType(event.currentTarget.value);
            }}
          >
            {types.map((one) => (
              <option key={one.type}>{one.type}</option>
            ))}
          </select>
        )}
        {isJson && field.properties !== undefined && (
          <button
            type="button"
            aria-pressed={json !== undefined}
            onClick={() => setJson(json === undefined ? JSON.stringify(content ?? {}, null, 2) : undefined)}
          >
            as JSON
          </button>
        )}
      </div>
      {json === undefined && isJson && field.properties !== undefined ? (
        <ValueField name="body" field={field} isRequired value={content} onChange={onContent} />
      ) : (
        <textarea
          aria-label="Body"
          rows={8}
          spellcheck={false}
          value={json ?? (typeof content === 'string' ? content : JSON.stringify(content ?? null, null, 2))}
          onInput={(event) => edit(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

/** A text that is no JSON is sent as it is: the mock is to refuse it. */
function parsed(text: string, isJson: boolean): unknown {
  if (!isJson) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
