// Weighings beside the main one: every missing measure in place. No letter waits for them, so that they run in a thread of
// their own, and give what they would give here.
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { priorDraws } from '../hypotheses/draws.ts';
import { type Measure, missingMeasures } from '../hypotheses/measures.ts';
import type { Fact } from '../vocabulary/fact.ts';

/** Enough for an interval that is read to whole percents; each measure is weighed twice. */
const MEASURE_DRAWS = 1000;

export function weighAside(facts: readonly Fact[], seed: number): readonly Measure[] {
  return missingMeasures(facts, { seed, draws: MEASURE_DRAWS });
}

/** What the thread is sent, once. */
export type SideQuestion = { readonly facts: readonly Fact[]; readonly seed: number };

export type SideThread = {
  /** Asked once. */
  weigh(facts: readonly Fact[], seed: number): Promise<readonly Measure[]>;
  close(): Promise<void>;
};

/** What needs no facts: done before these are known. @param seed of the question to come */
export function prepareAside(seed: number): void {
  priorDraws(seed, MEASURE_DRAWS);
}

/** Started early: it loads the model, and draws its figures, while others wait for the logs. */
export function openSideThread(seed: number): SideThread {
  const typescript = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(typescript ? './side-thread.ts' : './side-thread.js', import.meta.url));
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const worker = new Worker(file, { workerData: { seed }, ...(typescript ? { execArgv: ['--import', tsx()] } : {}) });
  worker.unref();
  let ended = false;
  for (const how of ['error', 'exit']) worker.once(how, () => (ended = true));
  return {
    async weigh(facts, seed) {
      const answer = new Promise<readonly Measure[] | null>((done) => {
        worker.once('message', done);
        // Out of memory, or killed: the same is weighed here.
        worker.once('error', () => done(null));
        worker.once('exit', () => done(null));
        if (ended) done(null);
        worker.ref();
        worker.postMessage({ facts, seed } satisfies SideQuestion);
      });
      return (await answer) ?? weighAside(facts, seed);
    },
    async close() {
      await worker.terminate();
    },
  };
}
