import { TABS, useStore } from './store/store.ts';
import { inOneLine } from './text/visible.ts';

/** The name of the page, its parts, the namespace, and whether the mock answers. */
export function Header() {
  const { tab, stream, url, version, namespace, settings, setNamespace } = useStore();
  const names = [...new Set(['', namespace.value, ...(settings.value?.namespaces ?? [])])];
  return (
    <header class="header">
      <h1 class="name">
        <span class="mark" aria-hidden="true" />
        stuntdouble <small>{version.value}</small>
      </h1>
      <nav class="tabs" aria-label="Parts of the page">
        {TABS.map((name, index) => (
          <button
            type="button"
            key={name}
            class="tab"
            aria-current={tab.value === name ? 'page' : undefined}
            title={`${name} (${index + 1})`}
            onClick={() => (tab.value = name)}
          >
            {name}
          </button>
        ))}
      </nav>
      {names.length > 1 && (
        <label class="namespace">
          <span class="unseen">Namespace</span>
          <select value={namespace.value} onChange={(event) => setNamespace(event.currentTarget.value)}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name === '' ? 'default namespace' : inOneLine(name, 40)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class={`stream ${stream.value.state}`} role="status">
        {stream.value.state === 'open' ? <code>{url}</code> : stream.value.reason || 'waiting for the mock'}
      </p>
    </header>
  );
}
