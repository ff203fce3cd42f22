// The members of an archive as text, for tests that ask what a reader can see.
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

export async function readZip(bytes: Buffer): Promise<string[]> {
  const zip = await yauzl.fromBufferPromise(bytes);
  const texts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    texts.push((await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  }
  return texts;
}
