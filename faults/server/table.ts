export type Row = Readonly<Record<string, unknown>>;

/** Stores the items of one kind by their identifiers. */
export class Table {
  readonly rows = new Map<string, Row>();
  /** The number of rows that have been created. */
  made = 0;
  /** Returns the identifier of the next row. */
  nextId: (made: number) => string | number;

  constructor(nextId: (made: number) => string | number) {
    this.nextId = nextId;
  }

  add(key: string, row: Row): Row {
    this.made += 1;
    const id = this.nextId(this.made);
    const whole = { ...row, [key]: id };
    this.put(String(id), whole);
    return whole;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  put(id: string, row: Row): void {
    this.rows.set(id, row);
  }

  remove(id: string): void {
    this.rows.delete(id);
  }

  all(): readonly Row[] {
    return [...this.rows.values()];
  }
}
