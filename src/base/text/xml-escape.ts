/** The characters that XML 1.0 names (section 4.6), by name. */
export const XML_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const NAMES = new Map([...XML_ENTITIES].map(([name, character]) => [character, `&${name};`]));

/** Escapes a text for an element or an attribute in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => NAMES.get(character) ?? character);
}
