/** One line of the scoreboard: `passed` of `of` things held; met when passed / of reaches `bar`. */
export type CorpusSuite = {
  readonly id: string;
  /** Least share that must pass, 0 to 1. */
  readonly bar: number;
  /** `root` is the folder that AKASHI_CORPUS names. `misses` name what failed, for a person; at most 20 are printed. */
  run(root: string): Promise<{ readonly of: number; readonly passed: number; readonly misses: readonly string[] }>;
};
