import { expect, it } from 'vitest';
import { parseMailDate } from './mail-date.ts';
import { asHeaderDate } from './printed-date.ts';

it.each([
  { name: 'Gmail in Japanese', printed: '2025年10月3日(金) 9:12', want: '2025-10-03T09:12:00+00:00' },
  { name: 'Outlook in Japanese', printed: '2025年10月3日金曜日 21:05', want: '2025-10-03T21:05:00+00:00' },
  { name: 'Apple in Japanese', printed: '2025年10月3日 9:12:33 JST', want: '2025-10-03T09:12:33+09:00' },
  { name: 'noon by half days', printed: '2025年10月3日 午後12:12', want: '2025-10-03T12:12:00+00:00' },
  { name: 'an afternoon', printed: '2025年10月3日 午後3時05分', want: '2025-10-03T15:05:00+00:00' },
  { name: 'Gmail in English', printed: 'Fri, Oct 3, 2025 at 9:12\u202fAM', want: '2025-10-03T09:12:00+00:00' },
  { name: 'Apple in English', printed: 'October 3, 2025 at 9:12:33 PM GMT+9', want: '2025-10-03T21:12:33+09:00' },
  { name: 'Yahoo! Japan', printed: '2025/10/3, Fri 09:12', want: '2025-10-03T09:12:00+00:00' },
  { name: 'a header as it was', printed: 'Fri, 3 Oct 2025 09:12:33 +0900', want: '2025-10-03T09:12:33+09:00' },
  { name: 'numbers with a zone', printed: '2025-10-03 09:12:33 +0900', want: '2025-10-03T09:12:33+09:00' },
])('reads a date as $name prints it', ({ printed, want }) => {
  expect(parseMailDate(asHeaderDate(printed))?.iso).toBe(want);
});

it.each(['yesterday', '2025年13月', ''])('leaves %j unread', (printed) => {
  expect(parseMailDate(asHeaderDate(printed))).toBeUndefined();
});
