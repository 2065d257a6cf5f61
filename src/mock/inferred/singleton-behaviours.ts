import type { Description } from '../../spec/description.ts';
import { isObject } from '../../spec/json.ts';
import { successContent } from '../../spec/resource.ts';
import type { Operation } from '../../spec/operation.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Transaction } from '../transaction.ts';
import { answerWriter, type AnswerWriter } from './answer-body.ts';
import type { Inferred, InferOptions } from './inference.ts';
import { mergePatch } from './item-changes.ts';
import type { SingletonModel } from './resource-model.ts';

/** The behaviours of things that there is one of: read as they were last written. */
export function singletonBehaviours(
  description: Description,
  models: readonly SingletonModel[],
  options: InferOptions,
): readonly Inferred[] {
  return models.flatMap((model) =>
    [model.read, ...model.changes].map((operation) => {
      const reason = `${model.path} is read and changed, and is no collection`;
      const inference = { operation, role: 'singleton' as const, collection: model.path, reason };
      return { inference, behaviour: singletonBehaviour(description, model, operation, options) };
    }),
  );
}

const COLLECTION = 'stuntdouble: singletons';

function singletonBehaviour(
  description: Description,
  model: SingletonModel,
  operation: Operation,
  options: InferOptions,
): Behaviour {
  let making: Promise<AnswerWriter> | undefined;
  return async ({ path, body }, tx) => {
    making ??= answerWriter(description, operation, successContent(operation)?.schema, options);
    const writer = await making;
    const name = `${model.path} ${JSON.stringify(Object.entries(path))}`;
    const known = await changedValue(tx, name, operation, body);
    return { status: writer.status, body: writer.write([], known ?? (await initialValue(writer))) };
  };
}

async function initialValue(writer: AnswerWriter): Promise<unknown> {
  return writer.write([], undefined);
}

/** What was last written; what is written now, for PUT and PATCH. */
async function changedValue(
  tx: Transaction,
  name: string,
  { method }: Operation,
  body: unknown,
): Promise<unknown> {
  const singletons = await tx.collection<{ id: string; value: unknown }>(COLLECTION);
  const known = singletons.get(name)?.value;
  if (method === 'GET' || !isObject(body)) return known;
  const value = method === 'PATCH' ? mergePatch(known, body) : body;
  singletons.put({ id: name, value });
  return value;
}
