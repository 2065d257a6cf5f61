import { render } from 'preact';
import { App } from './app.tsx';
import { httpConnection } from './store/http-connection.ts';
import { createStore, StoreContext } from './store/store.ts';

// The token is kept in memory alone: neither the address nor the history of the browser has it from here on.
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
if (location.hash !== '') history.replaceState(null, '', location.pathname);

const store = createStore(httpConnection(token));
const place = document.getElementById('page') ?? document.body;
place.replaceChildren();
render(
  <StoreContext.Provider value={store}>
    <App />
  </StoreContext.Provider>,
  place,
);
place.querySelector<HTMLElement>('.page')?.focus();
