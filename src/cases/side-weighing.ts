// Work beside the main thread: the guess number of the complainant's address, for which nobody waits before the checks, and
// every missing measure in place, for which no letter waits. A thread of its own gives what would be given here.
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { estimateGuesses, type GuessQuestion } from '../checks/guess-question.ts';
import type { GuessEstimate } from '../custody/guess/guess-number.ts';
import { priorDraws } from '../hypotheses/draws.ts';
import { type Measure, missingMeasures } from '../hypotheses/measures.ts';
import type { Fact } from '../vocabulary/fact.ts';

/** Enough for an interval that is read to whole percents; each measure is weighed twice. */
const MEASURE_DRAWS = 1000;

export function weighAside(facts: readonly Fact[], seed: number): readonly Measure[] {
  return missingMeasures(facts, { seed, draws: MEASURE_DRAWS });
}

export type SideQuestion =
  | { readonly kind: 'guess'; readonly of: GuessQuestion }
  | { readonly kind: 'measures'; readonly facts: readonly Fact[]; readonly seed: number };

export type SideAnswer =
  | { readonly kind: 'guess'; readonly estimate: GuessEstimate }
  | { readonly kind: 'measures'; readonly measures: readonly Measure[] };

type AnswerTo<Q extends SideQuestion> = Extract<SideAnswer, { readonly kind: Q['kind'] }>;

export async function answerAside(question: SideQuestion): Promise<SideAnswer> {
  if (question.kind === 'guess') return { kind: 'guess', estimate: await estimateGuesses(question.of) };
  return { kind: 'measures', measures: weighAside(question.facts, question.seed) };
}

export type SideThread = {
  /** Null where there is no address to estimate. */
  readonly guessed: Promise<GuessEstimate | null>;
  /** Asked once. */
  weigh(facts: readonly Fact[], seed: number): Promise<readonly Measure[]>;
  close(): Promise<void>;
};

/** What needs no facts: done before these are known. @param seed of the question to come */
export function prepareAside(seed: number): void {
  priorDraws(seed, MEASURE_DRAWS);
}

function startWorker(seed: number, first: SideQuestion | null): Worker {
  const typescript = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(typescript ? './side-thread.ts' : './side-thread.js', import.meta.url));
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return new Worker(file, {
    workerData: { seed, first },
    ...(typescript ? { execArgv: ['--import', tsx()] } : {}),
  });
}

/** Started early: it loads the model, and answers the first question, while others wait for the logs. */
export function openSideThread(seed: number, guess: GuessQuestion | null): SideThread {
  const first: SideQuestion | null = guess && { kind: 'guess', of: guess };
  const worker = startWorker(seed, first);
  worker.unref();
  let ended = false;
  for (const how of ['error', 'exit']) worker.once(how, () => (ended = true));

  async function answerTo<Q extends SideQuestion>(question: Q, send: boolean): Promise<AnswerTo<Q>> {
    const answer = new Promise<AnswerTo<Q> | null>((done) => {
      worker.on('message', (message: SideAnswer) => {
        if (message.kind === question.kind) done(message as AnswerTo<Q>);
      });
      // Out of memory, or killed: the same is worked out here.
      worker.once('error', () => done(null));
      worker.once('exit', () => done(null));
      if (ended) done(null);
      worker.ref();
      if (send) worker.postMessage(question);
    });
    return (await answer) ?? ((await answerAside(question)) as AnswerTo<Q>);
  }

  const guessed = first ? answerTo({ kind: 'guess', of: first.of }, false).then(({ estimate }) => estimate) : null;
  // Waited for by the checks; when something else fails first, nobody is left to.
  guessed?.catch(() => {});
  return {
    guessed: guessed ?? Promise.resolve(null),
    async weigh(facts, asked) {
      return (await answerTo({ kind: 'measures', facts, seed: asked }, true)).measures;
    },
    async close() {
      await worker.terminate();
    },
  };
}
