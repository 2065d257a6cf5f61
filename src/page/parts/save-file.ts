/** Saves a value as a file of JSON, under a name that all systems take. */
export function saveJson(name: string, value: unknown): void {
  const blob = new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${
    name
      .replace(/^\/+/, '')
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 80) || 'items'
  }.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
