import type { EmbeddedEngine, Engine } from './engine.ts';

/** What a store asks of an engine. */
export type Asked = Pick<Engine, 'rows' | 'numbers' | 'beside' | 'close'>;

/** An engine that is opened when it is first asked, or told to: what is kept already answers many a second question alone. */
export function engineOnDemand(begin: () => Promise<EmbeddedEngine>): Asked & { open(): void } {
  let opening: Promise<EmbeddedEngine> | undefined;
  const opened = (): Promise<EmbeddedEngine> => {
    opening ??= begin();
    return opening;
  };
  return {
    open() {
      // Whoever asks is told how it failed.
      opened().catch(() => {});
    },
    rows: async (sql, parameters, planning) => (await opened()).rows(sql, parameters, planning),
    numbers: async (sql, columns, take, parameters) => (await opened()).numbers(sql, columns, take, parameters),
    beside: async () => (await opened()).beside(),
    async close() {
      // One that failed to open has closed itself.
      const engine = await opening?.catch(() => undefined);
      await engine?.close();
    },
  };
}
