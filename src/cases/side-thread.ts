// The thread of side-weighing.ts: one question, one answer.
import { parentPort } from 'node:worker_threads';
import { type SideQuestion, weighAside } from './side-weighing.ts';

parentPort?.once('message', ({ facts, seed }: SideQuestion) => {
  parentPort?.postMessage(weighAside(facts, seed));
});
