/** An Express app, with what it keeps and does not publish. */
interface AppInside {
  readonly router: { readonly stack: readonly unknown[]; readonly params?: object };
  readonly parent?: unknown;
  set: (...setting: unknown[]) => unknown;
}

/**
 * Returns a function that tells whether an app still has only the middleware that it has now: nobody has added another one
 * or a parameter, changed a setting, or mounted it in another app. Then nobody can tell whether Express has handled a
 * request.
 */
export function bareness(app: object): () => boolean {
  const inside = app as AppInside;
  const { stack, params = {} } = inside.router;
  const [count, [own]] = [stack.length, stack];
  let isConfigured = false;
  const set = inside.set.bind(app);
  inside.set = (...setting) => {
    if (setting.length > 1) isConfigured = true;
    return set(...setting);
  };
  return () =>
    !isConfigured &&
    stack.length === count &&
    stack[0] === own &&
    inside.parent === undefined &&
    Object.keys(params).length === 0;
}
