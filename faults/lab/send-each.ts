import type { Handle } from '../server/message.ts';

/** How many items each list of a stocked server gets. */
export const ITEMS = 25;

const DAY = 86_400_000;

/** Returns one of the choices, each in turn. */
export function oneOf<Choice>(choices: readonly Choice[], index: number): Choice {
  const [first] = choices;
  const chosen = choices[index % choices.length] ?? first;
  if (chosen === undefined) throw new Error('there is no choice');
  return chosen;
}

/** Returns a day of the year 2023, later for a greater index. */
export function dayOf(index: number): string {
  return new Date(Date.UTC(2023, 0, 1) + index * 11 * DAY).toISOString().slice(0, 10);
}

/** Sends bodies one after the other, and returns the answers. @throws Error where one is refused */
export async function sendEach(
  handle: Handle,
  { target, headers, method = 'POST' }: Sending,
  bodies: readonly object[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answers: Readonly<Record<string, unknown>>[] = [];
  for (const body of bodies) {
    const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
    const text = isForm
      ? new URLSearchParams(
          Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString()
      : JSON.stringify(body);
    const answer = await handle({
      method,
      target,
      headers: { 'content-type': 'application/json', ...headers },
      body: new TextEncoder().encode(text),
    });
    if (typeof answer === 'string' || answer.status >= 300) {
      const status = typeof answer === 'string' ? answer : String(answer.status);
      throw new Error(`${method} ${target}: ${status}, and the server cannot be stocked`);
    }
    const written = new TextDecoder().decode(answer.body);
    answers.push(written === '' ? {} : (JSON.parse(written) as Readonly<Record<string, unknown>>));
  }
  return answers;
}

interface Sending {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly method?: string;
}
