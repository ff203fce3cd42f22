/** By `at`, whoever `by` is saw the tree of `size` entries. */
export type ExternalAnchor = { readonly size: bigint; readonly at: Date; readonly by: string };
