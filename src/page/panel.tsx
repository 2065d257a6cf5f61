import { render } from 'preact';
import { App } from './app.tsx';
import type { Connection } from './store/connection.ts';
import { createStore, StoreContext } from './store/store.ts';

/** A mock in the page: what `createFetch`, `handlers`, `network` or `embed` has returned. */
export interface PanelMock {
  readonly control: Connection;
}

/** The style of the page, which the build writes here. */
declare const PAGE_STYLE: string;

/** A sheet that is made by a script needs no `'unsafe-inline'`. */
function pageStyle(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAGE_STYLE);
  return sheet;
}

/** Where there is no document, the module can be imported, and does nothing. */
const Base = typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/** Is `<stuntdouble-panel>`: the page of a mock, as a part of another page. */
export class StuntdoublePanel extends Base {
  #mock: PanelMock | undefined;
  #close = () => {};

  /** The mock that is shown. */
  get mock(): PanelMock | undefined {
    return this.#mock;
  }

  set mock(mock: PanelMock | undefined) {
    this.#mock = mock;
    if (this.isConnected) this.#show();
  }

  connectedCallback(): void {
    // what was set before the element was defined hides the property
    if (Object.hasOwn(this, 'mock')) {
      const given = this.mock;
      Reflect.deleteProperty(this, 'mock');
      this.#mock = given;
    }
    this.#show();
  }

  disconnectedCallback(): void {
    this.#close();
  }

  #show(): void {
    this.#close();
    if (this.#mock === undefined) return;
    const root = this.shadowRoot ?? this.#attach();
    const store = createStore(this.#mock.control);
    render(
      <StoreContext.Provider value={store}>
        <App />
      </StoreContext.Provider>,
      root,
    );
    this.#close = () => {
      render(null, root);
      store.stop();
      this.#close = () => {};
    };
  }

  #attach(): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [pageStyle()];
    // the keys of the page around it are not meant by what is typed here
    for (const type of ['keydown', 'keypress', 'keyup'])
      root.addEventListener(type, (event) => event.stopPropagation());
    return root;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stuntdouble-panel': StuntdoublePanel;
  }
}

if (typeof customElements !== 'undefined' && customElements.get('stuntdouble-panel') === undefined)
  customElements.define('stuntdouble-panel', StuntdoublePanel);
