/** The smallest valid files of some media types, in base64. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [
    /^image\/(png|\*)/i,
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ],
  [/^image\/gif/i, 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'],
  [
    /^image\/jpe?g/i,
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  ],
  [/^image\/webp/i, 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'],
  [/^application\/(x-)?(zip|zip-compressed)/i, 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=='],
  [/^application\/(x-)?gzip/i, 'H4sIAAAAAAAAAwMAAAAAAAAAAAA='],
];

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** Returns a small valid file of a binary media type; undefined when there is no sample of it. */
export function sampleFile(range: string): Uint8Array | undefined {
  if (/^application\/pdf/i.test(range)) return new TextEncoder().encode(PDF);
  const encoded = FILES.find(([pattern]) => pattern.test(range))?.[1];
  return encoded === undefined ? undefined : Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0));
}

/**
 * Writes words in a text format, so that programs can parse them: HTML, CSV, server-sent events, SVG, XML, Markdown.
 */
export function sampleText(range: string, words: string): string {
  if (/\/html\b/i.test(range)) return `<!doctype html><title>${words}</title><p>${words}</p>`;
  if (/\bcsv\b/i.test(range)) return `id,name\n1,${words}\n`;
  if (/\/tab-separated-values\b/i.test(range)) return `id\tname\n1\t${words}\n`;
  if (/\bevent-stream\b/i.test(range)) return `data: ${words}\n\n`;
  if (/\bsvg\b/i.test(range)) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>${words}</title></svg>`;
  }
  if (/[/+]xml\b/i.test(range)) return `<text>${words}</text>`;
  return /\/markdown\b/i.test(range) ? `# ${words}\n` : words;
}
