export type Row = Readonly<Record<string, unknown>>;

/** The rows of one kind, by identifier. */
export class Table {
  readonly rows = new Map<string, Row>();
  /** How many were ever made. */
  made = 0;
  /** The identifier of the next one. */
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
