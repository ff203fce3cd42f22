import { expect, it } from 'vitest';
import { claimFromMail } from './claim.ts';
import { phoneNote } from './phone-note.ts';

const note = [
  '電話メモ（迷惑メール）',
  '',
  '日時　令和8年11月12日（木）午後2時15分ごろ',
  '受けた者　総務　大沢',
  'かけてきた方　近藤 直様（ご利用者 近藤 タエ様の娘さん。隣町）',
  '折り返し先　090-0000-0000',
  '',
  '・母のメール tae.kondo@example.net に、10月の終わりごろから迷惑メールが来ている。',
  '・9月19日に申込みを入力した。アドレスは漏れたのですか。',
].join('\r\n');

it('takes the head of a note off, with its day and who called for whom', () => {
  const read = phoneNote(note);
  expect(read).toMatchObject({ date: '2026-11-12', hour: '14:15', onBehalf: true });
  expect(read?.text).toMatch(/^・母のメール/);
  expect(read?.text).not.toMatch(/大沢|折り返し/);
});

it('is no note where somebody writes themselves', () => {
  expect(phoneNote('ご担当者様\n\n9月19日に申込みをしました。\n電話 03-0000-0000\n')).toBeUndefined();
  expect(phoneNote('日時は覚えていませんが、昨日から迷惑メールが来ます。')).toBeUndefined();
});

it('a complaint taken down so is of that day, and quotes nothing of the desk', () => {
  const claim = claimFromMail(
    { from: null, date: null, text: note },
    { path: 'claim.txt', sha256: 'a'.repeat(64) },
    [],
    'Asia/Tokyo',
  );
  expect(claim).toMatchObject({
    receivedAt: '2026-11-12T14:15:00+09:00',
    onBehalf: true,
    address: 'tae.kondo@example.net',
    submittedAt: '2026-09-19',
  });
  expect(claim.text).not.toContain('大沢');
});

it('a note in English is known by its title, and the complaint is of the hour of the call', () => {
  const text = [
    'PHONE NOTE - for the Board',
    '',
    'Tues Nov 17, about 2:20 pm, took it at the bar phone. Caller: a grandson of a member.',
    '',
    'He says: since October 6 she gets calls. Her e-mail is m.member@example.net.',
    'He asks: did the club give out her number?',
  ].join('\n');
  const read = (words: string) =>
    claimFromMail(
      { from: null, date: null, text: words },
      { path: 'claim.txt', sha256: 'a'.repeat(64) },
      [],
      'America/Toronto',
      '2026-11-20',
    );
  expect(read(text)).toMatchObject({ receivedAt: '2026-11-17T14:20:00-05:00', spamSince: '2026-10-06' });
  expect(read(text).text).not.toContain('PHONE NOTE');
  // Somebody's own letter that speaks of a note is none.
  expect(read(text.replace('PHONE NOTE', 'I left a phone note')).receivedAt).toBeNull();
});
