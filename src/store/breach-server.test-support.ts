// A stand-in for the breach service, as its version 3 answers: range, catalogue, and every way of refusing. It keeps what it was sent.
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

const breach = (name: string, more: object = {}) => ({
  Name: name,
  Title: `The ${name}`,
  Domain: `${name.toLowerCase()}.example`,
  BreachDate: '2023-04-01',
  AddedDate: '2023-05-02T00:00:00Z',
  ModifiedDate: '2023-05-02T00:00:00Z',
  PwnCount: 1234,
  Description: `In April 2023, <b>${name}</b> …`,
  DataClasses: ['Email addresses', 'Passwords'],
  IsVerified: true,
  IsFabricated: false,
  IsSensitive: false,
  IsRetired: false,
  IsSpamList: false,
  IsMalware: false,
  IsStealerLog: false,
  IsSubscriptionFree: false,
  LogoPath: 'https://logos.example/x.png',
  Attribution: null,
  ...more,
});

export const catalogue = [
  breach('Bookshop'),
  breach('LateShop', { BreachDate: '2031-01-01' }),
  breach('BulkList', { Domain: '', IsSpamList: true, IsVerified: false }),
  breach('Thieves', { Domain: '', IsMalware: true, IsStealerLog: true }),
  breach('MadeUp', { IsFabricated: true, IsVerified: false }),
  breach('OurShop', { Domain: 'shop.example' }),
];

export const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

export type Seen = { readonly url: string; readonly headers: IncomingHttpHeaders };

export type BreachServer = {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Answers given before the ordinary ones, first come first. */
  readonly first: { status: number; headers?: Record<string, string>; body?: string }[];
  close(): Promise<void>;
};

/** @param listed breaches by address */
export async function breachServer(listed: Readonly<Record<string, readonly string[]>>): Promise<BreachServer> {
  const seen: Seen[] = [];
  const first: BreachServer['first'] = [];
  const key = 'c0ffee'.repeat(5);
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.push({ url, headers: request.headers });
    const send = (status: number, body: unknown = '', headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const forced = first.shift();
    if (forced) return send(forced.status, forced.body ?? '', forced.headers);
    if (!request.headers['user-agent']) return send(403);
    if (request.headers['hibp-api-key'] !== key) {
      return send(401, { statusCode: 401, message: 'Access denied due to missing hibp-api-key.' });
    }
    if (url === '/api/v3/breaches') return send(200, catalogue);
    const prefix = /^\/api\/v3\/breachedaccount\/range\/([0-9A-F]{6})$/.exec(url)?.[1];
    if (prefix === undefined) return send(400);
    const rows = Object.entries(listed)
      .filter(([address]) => sha1(address).startsWith(prefix))
      .map(([address, websites]) => ({ hashSuffix: sha1(address).slice(6), websites }));
    // The beginning is shared by strangers.
    const stranger = { hashSuffix: '0123456789ABCDEF0123456789ABCDEF01', websites: ['Bookshop'] };
    return rows.length > 0 ? send(200, [stranger, ...rows]) : send(404);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/v3`,
    seen,
    first,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

export const testKey = 'c0ffee'.repeat(5);
