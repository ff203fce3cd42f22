declare module 's3rver' {
  export default class S3rver {
    constructor(options: Readonly<Record<string, unknown>>);
    // biome-ignore lint/suspicious/noExplicitAny: a Koa middleware, of which the test support knows what it needs
    readonly middleware: any[];
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
}
