/** What a statement is bound to, by name: `where client = {client:String}`. Never spliced. */
export type Parameters = Readonly<Record<string, string | number | readonly string[] | readonly number[]>>;
