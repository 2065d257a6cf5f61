// Runs behaviours that do what they must not: each request is answered in time, and nothing is changed by it.
import { Pool } from 'undici';
import { MISDEEDS } from './abused-api.mjs';
import { namesOf, sender } from './namespaces.mjs';

/** A behaviour that never ends is given up after 10 s. */
const PATIENCE = 15_000;

/** Others are answered in this time meanwhile, in milliseconds. */
const MEANWHILE = 2_000;

const AT_ONCE = 20;

export async function abuseBehaviours({ url }) {
  const pool = new Pool(url, { connections: 400 });
  const failures = [];
  let slowest = 0;
  const outcomes = await Promise.all(
    Object.keys(MISDEEDS).map(async (name) => {
      const send = sender(pool, name);
      await send('POST', '/things', { name: 'kept' });
      const start = performance.now();
      const running = Promise.all(Array.from({ length: AT_ONCE }, () => send('POST', `/misdeeds/${name}`)));
      const meanwhile = sender(pool, `${name}, meanwhile`);
      for (let count = 0; count < 10; count += 1) {
        const since = performance.now();
        const { status } = await meanwhile('GET', '/things');
        slowest = Math.max(slowest, performance.now() - since);
        if (status !== 200) failures.push(`during ${name}, a list got ${status}`);
      }
      const answers = await running;
      const items = namesOf((await send('GET', '/things')).value);
      const created = await send('POST', '/things', { name: 'after' });
      return { name, answers, items, created, milliseconds: performance.now() - start };
    }),
  );
  await pool.close();
  for (const { name, answers, items, created, milliseconds } of outcomes) {
    const wanted = name === 'createsThenRefuses' ? 409 : 500;
    const wrong = answers.find(({ status }) => status !== wanted);
    if (wrong !== undefined)
      failures.push(`${name} got ${wrong.status}, not ${wanted}: ${wrong.text.slice(0, 200)}`);
    if (items.join() !== 'kept') failures.push(`${name} left ${items.join() || 'nothing'}`);
    if (created.status !== 201) failures.push(`after ${name}, a create got ${created.status}`);
    if (milliseconds > PATIENCE) failures.push(`${name} took ${Math.round(milliseconds)} ms`);
  }
  if (slowest > MEANWHILE) failures.push(`others waited ${Math.round(slowest)} ms`);
  const kinds = Object.keys(MISDEEDS).length;
  return {
    figures: `${kinds} kinds, ${AT_ONCE} at a time: others waited ${Math.round(slowest)} ms at most`,
    failures,
  };
}
