// What is written for a person, on its way to the terminal.
import { Writable } from 'node:stream';
import { visible } from '../vocabulary/visible.ts';

/** Our own sequences: a line drawn again, only where a write begins, and bold. */
const own = /^\r\u001b\[2?K|\u001b\[[01]m/g;

/** Names of files, words of mails and lines of logs are other people's: only our own sequences are ever obeyed. */
export function onlyOurSequences(text: string): string {
  let shown = '';
  let from = 0;
  for (const found of text.matchAll(own)) {
    shown += visible(text.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
  }
  return shown + visible(text.slice(from));
}

/** The stream, for text: never for JSON, whose strings hold controls only escaped and must stay as they are. */
export function forPeople(stream: NodeJS.WriteStream): Writable {
  const shown = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      // What goes wrong is told by the stream itself.
      stream.write(onlyOurSequences(String(chunk)), () => done());
    },
  });
  return Object.assign(shown, { isTTY: stream.isTTY });
}
