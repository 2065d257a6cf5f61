import { useCallback, useEffect, useState } from 'react';
import { changeTodo, createTodo, deleteTodo, listTodos, suggestTodo, type Todo } from './api.ts';

export function App() {
  const [todos, setTodos] = useState<readonly Todo[]>([]);
  const [title, setTitle] = useState('');
  const [refusal, setRefusal] = useState('');
  const read = useCallback(async () => setTodos(await listTodos()), []);
  useEffect(() => void read(), [read]);

  /** Does something that the API may refuse, and reads the list again. */
  const attempt = (work: () => Promise<unknown>) => async () => {
    try {
      await work();
      setRefusal('');
    } catch (error) {
      setRefusal(String(error));
    }
    await read();
  };
  const add = attempt(async () => {
    await createTodo({ title });
    setTitle('');
  });

  return (
    <>
      <h1>Todos</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input aria-label="New todo" value={title} onChange={({ target }) => setTitle(target.value)} />
        <button>Add</button>
        <button
          type="button"
          onClick={() => void suggestTodo().then((suggestion) => setTitle(suggestion.title))}
        >
          Suggest
        </button>
      </form>
      {refusal !== '' && <p role="alert">{refusal}</p>}
      <ul>
        {todos.map(({ id, title: name, done }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={done} onChange={attempt(() => changeTodo(id, !done))} /> {name}
            </label>
            <button onClick={attempt(() => deleteTodo(id))}>Delete {name}</button>
          </li>
        ))}
      </ul>
    </>
  );
}
