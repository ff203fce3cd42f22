import { expect, it } from 'vitest';
import { readCopy } from '../read-copy.ts';
import { findTamperSigns } from './find-tamper-signs.ts';

const record = (time: string, id: number, said: string) =>
  `成功の監査,${time},Microsoft-Windows-Eventlog,${id},Log clear,"${said}\n\tアカウント名:\ttamura\n"\n`;
const login = record('2026/10/11 8:40:51', 4624, 'アカウントが正常にログオンしました。');

const read = (text: string) =>
  readCopy(
    [
      {
        name: 'Security.csv',
        bytes: Buffer.from(`キーワード,日付と時刻,ソース,イベント ID,タスクのカテゴリ\n${text}`),
      },
    ],
    new Date('2026-11-22T00:00:00Z'),
  );

it('tells a log that says it was emptied', async () => {
  const store = await read(login + record('2026/10/11 3:40:51', 1102, '監査ログが消去されました。'));
  try {
    const { verdict, signs } = await findTamperSigns(store, { maintenance: [] });
    expect([verdict, signs.map(({ kind, toLine }) => [kind, toLine])]).toEqual(['suspect', [['truncation', 5]]]);
  } finally {
    await store.close();
  }
});

it('tells nothing of one that was not', async () => {
  const store = await read(login);
  try {
    expect((await findTamperSigns(store, { maintenance: [] })).verdict).toBe('no-sign');
  } finally {
    await store.close();
  }
});
