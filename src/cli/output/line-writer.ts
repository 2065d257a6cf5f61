/**
 * Returns a function that writes lines. The lines of one turn of the event loop are written together, because one system
 * call per line is a large part of the cost of a request.
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
