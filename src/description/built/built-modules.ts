/** Where the parts of a validator are in the description, by their places in it; `null` where they are from nowhere. */
export type Places = Readonly<Record<string, string | null>>;

/** Makes the validator of a schema from what such functions call. */
type BuiltFactory = (runtime: never) => object;

/** The validators of an operation, or of a shared schema, by their keys. */
export interface BuiltModule {
  readonly validators: Readonly<Record<string, BuiltFactory | readonly [BuiltFactory, Places]>>;
  /** The modules that these validators refer to. */
  readonly uses: readonly string[];
}

/** The modules by the places that they are about. */
export type BuiltModules = Readonly<Record<string, () => Promise<BuiltModule>>>;
