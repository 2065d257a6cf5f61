import { isObject } from '../../../base/json.ts';
import { SettingsError } from '../settings-error.ts';

/** The response that an operation gives to valid requests, in place of its own. Nothing is changed by it. */
export interface ChosenAnswer {
  /** Default: that of the example, else the documented success. */
  readonly status?: number;
  /** The name of a documented example. */
  readonly example?: string;
  /** It is checked against the description, like that of a behaviour. Default: the documented one. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** So often; then the operation gives its own again. Default: until it is set anew. */
  readonly times?: number;
}

/** An answer, a mere status, or several one after the other: each of them but the last once, unless it says otherwise. */
export type GivenAnswers = ChosenAnswer | number | readonly (ChosenAnswer | number)[];

/** Answers by operation, each list in its order. */
export type AnswersByOperation = Readonly<Record<string, readonly ChosenAnswer[]>>;

/** Reads the answers of an operation. @throws SettingsError */
export function parseAnswers(given: unknown, place: string): readonly ChosenAnswer[] {
  if (!Array.isArray(given)) return [parseAnswer(given, place)];
  const list: readonly unknown[] = given;
  return list.map((one, index) => {
    const answer = parseAnswer(one, `${place}/${index}`);
    return answer.times === undefined && index < list.length - 1 ? { ...answer, times: 1 } : answer;
  });
}

const MEMBERS = ['status', 'example', 'body', 'headers', 'times'];

function parseAnswer(given: unknown, place: string): ChosenAnswer {
  const answer = typeof given === 'number' ? { status: given } : given;
  if (!isObject(answer))
    throw new SettingsError(`${place}: give a status, or an object with ${MEMBERS.join(', ')}`);
  const unknown = Object.keys(answer).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined)
    throw new SettingsError(`${place}/${unknown}: there is no such member; there are ${MEMBERS.join(', ')}`);
  const { status, example, headers, times } = answer;
  const fault = (name: string, wanted: string) => new SettingsError(`${place}/${name}: give ${wanted}`);
  if (status !== undefined && !(Number.isInteger(status) && /^[2-5]\d\d$/.test(String(status))))
    throw fault('status', 'one from 200 to 599');
  if (example !== undefined && typeof example !== 'string') throw fault('example', 'the name of an example');
  if (headers !== undefined && !isFields(headers)) throw fault('headers', 'an object of texts');
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0))
    throw fault('times', 'a number above 0');
  return answer;
}

function isFields(headers: unknown): boolean {
  return (
    isObject(headers) &&
    Object.entries(headers).every(
      ([name, value]) => FIELD.test(name) && typeof value === 'string' && !/[\r\n\0]/.test(value),
    )
  );
}

const FIELD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Takes the next answer of an operation; with what is left after it. */
export function nextAnswer(
  answers: AnswersByOperation,
  name: string,
): { readonly answer: ChosenAnswer; readonly left: AnswersByOperation } | undefined {
  const list = Object.hasOwn(answers, name) ? answers[name] : undefined;
  const [answer, ...others] = list ?? [];
  if (answer === undefined) return undefined;
  const { times } = answer;
  if (times === undefined) return { answer, left: answers };
  const rest = times > 1 ? [{ ...answer, times: times - 1 }, ...others] : others;
  const { [name]: _, ...further } = answers;
  return { answer, left: rest.length === 0 ? further : { ...answers, [name]: rest } };
}
