// Files that the engine's child counts while it runs statements, as its parent waits for them.
import type { AkashiError } from '../../vocabulary/error.ts';
import type { LineCount } from '../count-lines.ts';
import { SourceRefused } from '../source-bytes.ts';
import type { EngineAnswer } from './engine-messages.ts';
import { failedStatement } from './failed-statement.ts';

export class Countings {
  readonly #open = new Map<
    number,
    { progress(bytes: number): void; done(counted: LineCount | undefined): void; failed(error: unknown): void }
  >();

  expect(id: number, progress: (bytes: number) => void): Promise<LineCount | undefined> {
    return new Promise((done, failed) => {
      this.#open.set(id, { progress, done, failed });
    });
  }

  /** @returns whether the message was about a counting, also one that nobody waits for any more */
  answered(message: EngineAnswer): boolean {
    const one = this.#open.get(message.id);
    if ('countedBytes' in message) {
      if (one) this.#progress(message.id, one, message.countedBytes);
      return true;
    }
    if (!one) return 'counted' in message || 'refused' in message;
    this.#open.delete(message.id);
    if ('counted' in message) one.done(message.counted);
    else if ('refused' in message) one.failed(new SourceRefused(message.refused));
    else if ('detail' in message) one.failed(failedStatement(message.code, message.detail));
    return true;
  }

  #progress(id: number, one: { progress(bytes: number): void; failed(error: unknown): void }, bytes: number): void {
    try {
      one.progress(bytes);
    } catch (error) {
      // Whoever waited wants it no longer.
      this.#open.delete(id);
      one.failed(error);
    }
  }

  fail(error: AkashiError): void {
    for (const one of this.#open.values()) one.failed(error);
    this.#open.clear();
  }
}
