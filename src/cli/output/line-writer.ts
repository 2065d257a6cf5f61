/**
 * Writes lines, all those of one turn of the event loop at once: a system call for each is a good part of what a
 * request costs.
 */
export function createLineWriter(write: (text: string) => void): (line: string) => void {
  let pending = '';
  const flush = () => {
    const text = pending;
    pending = '';
    write(text);
  };
  return (line) => {
    if (pending === '') setImmediate(flush);
    pending += `${line}\n`;
  };
}
