import type { DescriptionLines } from '../../mock/control/inspect/shown/description-lines.ts';
import { visible } from '../text/visible.ts';

/** Lines of a description, with the one that is meant. */
export function LinesOfDescription({ lines }: { readonly lines: DescriptionLines | null }) {
  if (lines === null) return null;
  const { file, first, marked } = lines;
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return (
    <>
      <p class="hint" title={visible(file)}>
        {visible(name)}, line {marked}
      </p>
      <pre class="lines" tabIndex={0} role="region" aria-label={`${name}, line ${marked}`}>
        {lines.lines.map((text, index) => {
          const number = first + index;
          const line = (
            <>
              <i>{String(number).padStart(4)}</i> {visible(text)}
              {'\n'}
            </>
          );
          return number === marked ? <mark key={number}>{line}</mark> : <span key={number}>{line}</span>;
        })}
      </pre>
    </>
  );
}

/** Returns the file and the line. */
export function placeOf({ file, marked }: DescriptionLines): string {
  return `${file}:${marked}`;
}
