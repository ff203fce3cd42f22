// Whatever the first day prints names the complainant, us, and those whom org.yaml says to tell. Everybody else who stands in
// the files, planted here with a mark of their own, stands in none of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { akashi } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-names-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'case');
const now = ['--now', '2026-04-17T10:00:00+09:00'];

const strangers = {
  'another person in the register': 'zanzibar.other@third.example',
  'a name in the register': 'Zebulon Quillfeather',
  'a colleague who exported': 'Xanthe Orrery',
  'the sender of the spam': 'spam-king@villain.example',
  'another recipient of the spam': 'fellow.victim@elsewhere.example',
  'a name in the spam': 'Ignatius Flummox',
  'an address in a query': 'queried@thirdparty.example',
  'a user of the server': 'gwendolyn',
  'a client of the server': '198.51.100.77',
  'who collected': 'Peregrine Collector',
  'who stood by': 'Wilhelmina Witness',
  'a colleague in a restricted note': 'Bartholomew Suspect',
  'a name in a fact': 'Thaddeus Factotum',
  'a name in the reasons of a decision': 'Cornelia Reasons',
} as const;

/** poppler-utils; the same words stand in the text beside each page. */
const pdfWords = spawnSync('pdftotext', ['-v']).status === 0;
const outputs = new Map<string, string>();

beforeAll(async () => {
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  mkdirSync(join(folder, 'spam'));
  mkdirSync(join(folder, 'sent'));
  put(
    'claim.yaml',
    'case_number: A-1\nreceived_at: 2026-04-15 16:40\nname: Hana Ohno\naddress: hana.ohno@example.net\nform: Spring survey\nsubmitted_at: 2026-04-01\nspam_since: 2026-04-14\nlanguage: en\nquestions: [Who did you give my address to?]\n',
  );
  put(
    'org.yaml',
    'name: Midori\nregimes: [appi, gdpr, uk]\ncontact: { department: Care, address: care@midori.example, phone: 03-0000-0000 }\ninsurer: { name: Kita Insurance, contact: 03-0000-0002 }\nauthorities: [{ name: The Authority, contact: 03-0000-0009 }]\n',
  );
  put(
    'register.csv',
    `address,form,at,name\nhana.ohno@example.net,Winter poll,2026-03-29 10:00,Hana Ohno\n${strangers['another person in the register']},Spring survey,2026-04-01 11:00,${strangers['a name in the register']}\n`,
  );
  put(
    'exports.csv',
    `list,vendor,at,requested_by,rows,contains_this\nmembers,Post House,2026-04-05,${strangers['a colleague who exported']},2,yes\n`,
  );
  put(
    'spam/1.eml',
    `Received: from mail.villain.example (mail.villain.example [192.0.2.66]) by mx.example.net; Tue, 14 Apr 2026 10:00:00 +0900\nFrom: "${strangers['a name in the spam']}" <${strangers['the sender of the spam']}>\nTo: hana.ohno@example.net, ${strangers['another recipient of the spam']}\nSubject: Buy\nDate: Tue, 14 Apr 2026 10:00:00 +0900\n\nHello ${strangers['a name in the spam']}\n`,
  );
  const hit = (second: number, target: string) =>
    `${strangers['a client of the server']} - ${strangers['a user of the server']} [10/Apr/2026:09:00:${String(second).padStart(2, '0')} +0900] "GET ${target} HTTP/1.1" 200 ${second === 59 ? 90_000 : 500} "-" "Mozilla/5.0"\n`;
  put(
    'logs/access.log',
    Array.from({ length: 59 }, (_, second) => hit(second, '/view')).join('') +
      hit(59, `/view?mail=${strangers['an address in a query']}&id=1%20UNION%20SELECT%201,2`),
  );
  put(
    'acquisition.csv',
    `step,collector,role,admin,second_person,host,start,end,offset_seconds,sha256_before,sha256_after,stored,result\nweb-logs,${strangers['who collected']},engineer,yes,${strangers['who stood by']},web1,2026-04-16T00:00:00Z,2026-04-16T00:01:00Z,2220,${'a'.repeat(64)},${'a'.repeat(64)},web-logs.tar,done\n`,
  );
  put('sent/main.txt', 'Dear Hana Ohno, we found nothing that shows a leak.\n');
  put('sent/holding.txt', 'Dear Hana Ohno, we are looking into it.\n');
  put(
    'handling.yaml',
    `awareness:\n  - { received: 2026-04-15 16:40, knew: 2026-04-16 09:00, decided: 2026-04-16 10:00, decision: aware, decider: privacy officer, reasons: "seen by ${strangers['a name in the reasons of a decision']}" }\nsent:\n  - { stage: holding, at: 2026-04-16 11:30, lang: en, file: holding.txt }\n  - { stage: main, at: 2026-04-16 15:00, outcome: no_evidence, lang: en, file: main.txt, approved_by: M. Miyake }\nrestricted: [{ what: "${strangers['a colleague in a restricted note']} was at the desk", at: 2026-04-16, by: officer }]\n`,
  );
  put(
    'facts.json',
    JSON.stringify({
      facts: [
        {
          id: 'p1',
          kind: 'third-party-confirmation',
          withdrawn: true,
          coversThisRecord: false,
          says: { ja: `${strangers['a name in a fact']}による`, en: `by ${strangers['a name in a fact']}` },
        },
      ],
    }),
  );
  const run = async (name: string, args: readonly string[]) => {
    const ran = await akashi(args);
    expect([0, 1, 3], `${name}: ${ran.err}`).toContain(ran.status);
    // What a terminal shows and a log of commands keeps.
    outputs.set(name, ran.out);
    outputs.set(`${name}, messages`, ran.err);
  };
  /** Every file, by its name: pages as the words a reader sees, where the system can take them out. */
  const keep = (out: string, wanted: RegExp = /./) => {
    const files = readdirSync(out, { withFileTypes: true }).filter((one) => one.isFile() && wanted.test(one.name));
    for (const { name } of files) {
      if (!name.endsWith('.pdf')) outputs.set(name, readFileSync(join(out, name), 'utf8'));
      else if (pdfWords) outputs.set(name, execFileSync('pdftotext', [join(out, name), '-'], { encoding: 'utf8' }));
    }
  };
  const out = join(scratch, 'out');
  await run('investigate', ['investigate', folder, '--out', out, '--no-drill', ...now]);
  keep(out, /^(?:triage|holding)/);
  const caseFile = join(out, 'case.json');
  const report = join(scratch, 'report');
  await run('report', ['report', caseFile, '--regime', 'appi', '--regime', 'gdpr', '--regime', 'uk', '--out', report]);
  keep(report);
  await run('clocks', ['clocks', caseFile, '--ics', join(scratch, 'clocks.ics')]);
  outputs.set('clocks.ics', readFileSync(join(scratch, 'clocks.ics'), 'utf8'));
  const hold = join(scratch, 'hold');
  await run('preserve', [
    'preserve',
    '--out',
    hold,
    '--org',
    join(folder, 'org.yaml'),
    '--case',
    'A-1',
    '--by',
    'M. Miyake',
    ...now,
  ]);
  keep(hold);
  const review = join(scratch, 'review');
  await run('review', ['review', folder, '--case', caseFile, '--out', review, '--no-drill', ...now]);
  keep(review);
}, 300_000);

describe('what the first day prints', () => {
  it('is all there', () => {
    const wanted = [
      'triage.txt',
      'holding.ja.txt',
      'holding.en.txt',
      'report.appi.ja.txt',
      'report.uk.en.txt',
      'clocks.ics',
      'hold.md',
      'card.ja.txt',
      'card.en.txt',
      'holds.json',
      'collect.server.sh',
      'report.gdpr.ja.txt',
      'review.txt',
      'review.json',
      'correction.ja.txt',
      'correction.en.txt',
      'clocks',
      ...(pdfWords ? ['card.ja.pdf', 'report.appi.ja.pdf', 'holding.en.pdf', 'correction.ja.pdf'] : []),
    ];
    expect([...outputs.keys()]).toEqual(expect.arrayContaining(wanted));
    for (const name of wanted) expect(outputs.get(name)?.length, name).toBeGreaterThan(50);
    // That the strangers were read at all: the first look saw the line that names two of them.
    expect(outputs.get('triage.txt')).toContain('requests shaped like attacks');
  });

  it.each(Object.entries(strangers))('does not name %s', (_who, mark) => {
    for (const [name, text] of outputs) expect(text.includes(mark), name).toBe(false);
  });

  it('holds no address but the complainant’s, ours, and those of org.yaml', () => {
    const known = new Set(['hana.ohno@example.net', 'care@midori.example']);
    for (const [name, text] of outputs) {
      const found = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
      expect(
        found.filter((one) => !known.has(one) && !one.endsWith('@akashi.invalid')),
        name,
      ).toEqual([]);
    }
  });

  // What they say themselves, the day and the form, may be repeated to them.
  it('says to a requester who is not verified nothing of the register', () => {
    for (const lang of ['ja', 'en'])
      expect(outputs.get(`holding.${lang}.txt`)).not.toMatch(/2026-03-29|3月29日|29 March|Winter poll|Post House/);
  });
});
