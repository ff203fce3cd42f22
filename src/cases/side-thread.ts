// The thread of side-weighing.ts: each question answered in its turn.
import { parentPort, workerData } from 'node:worker_threads';
import { answerAside, prepareAside, type SideAnswer, type SideQuestion } from './side-weighing.ts';

const { seed, first } = workerData as { readonly seed: number; readonly first: SideQuestion | null };
const answer = async (question: SideQuestion) =>
  parentPort?.postMessage((await answerAside(question)) satisfies SideAnswer);

if (first) await answer(first);
prepareAside(seed);
parentPort?.on('message', answer);
