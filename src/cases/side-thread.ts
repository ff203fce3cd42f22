// The thread of side-weighing.ts: one question, one answer.
import { parentPort, workerData } from 'node:worker_threads';
import { prepareAside, type SideQuestion, weighAside } from './side-weighing.ts';

const { seed } = workerData as { readonly seed: number };
prepareAside(seed);
parentPort?.once('message', ({ facts, seed: asked }: SideQuestion) => {
  parentPort?.postMessage(weighAside(facts, asked));
});
