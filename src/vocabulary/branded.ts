declare const mark: unique symbol;

/** `T` with a private mark that only the file declaring the name may give: inside, an `Address` has been parsed. */
export type Branded<T, Name extends string> = T & { readonly [mark]: Name };
