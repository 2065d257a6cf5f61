/**
 * Returns the items of a response: those of a list, also in an envelope such as `{ "data": […] }`, or else the one item.
 * Undefined for a body without any.
 */
export function itemsIn(body: unknown): readonly object[] | undefined {
  if (Array.isArray(body)) return isItems(body) ? body : undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const members = Object.values(body) as readonly unknown[];
  const lists = members.filter(
    (member): member is readonly object[] => Array.isArray(member) && isItems(member),
  );
  const [list] = lists;
  const identified = Object.keys(body).some((name) => /^_?id$/i.test(name));
  if (list !== undefined && lists.length === 1 && !identified) return list;
  const objects = members.filter(
    (member) => typeof member === 'object' && member !== null && !Array.isArray(member),
  );
  const [inner] = objects;
  const isEnvelope =
    !identified &&
    objects.length === 1 &&
    members.every((member) => member === inner || typeof member !== 'string');
  return [isEnvelope && inner !== undefined && inner !== null ? inner : body];
}

function isItems(list: readonly unknown[]): list is readonly object[] {
  return list.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}
