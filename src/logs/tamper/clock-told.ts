// How each sign of a clock or of moved lines is put, and which lines it points to.
import type { Both } from '../../vocabulary/finding.ts';
import type { Ahead } from './clock-places.ts';
import type { Around, LateRun } from './late-runs.ts';
import type { FoundSign } from './tamper-report.ts';

const seconds = (ms: number) => Math.round(ms / 1000);

export function movedBlock(run: LateRun, { homeN }: Around, lines: number): FoundSign[] {
  // A block may belong behind the last line.
  const afterN = Math.min(homeN + 1, lines - 1);
  const common = {
    kind: 'splice',
    strength: 'strong',
    f: run.f,
    fromMs: run.fromMs,
    toMs: run.toMs,
    p: null,
  } as const;
  return [
    {
      ...common,
      fromN: run.fromN,
      toN: run.toN,
      places: [
        { f: run.f, n: run.fromN },
        { f: run.f, n: run.toN },
      ],
      statement: {
        ja: `${run.lines} 行のまとまりが、それより ${seconds(run.behindMs)} 秒あとの行の後ろにあり、別の箇所の切れ目に秒まで合う。行が移されたと見られる。`,
        en: `a block of ${run.lines} lines stands after lines up to ${seconds(run.behindMs)} s later and fits, to the second, a hole elsewhere in the file: lines were moved`,
      },
    },
    {
      ...common,
      fromN: homeN,
      toN: afterN,
      places: [
        { f: run.f, n: homeN },
        { f: run.f, n: afterN },
      ],
      statement: {
        ja: `この 2 行の間に、別の箇所へ移された ${run.lines} 行が入る。`,
        en: `between these two lines belong ${run.lines} lines that stand elsewhere in the file`,
      },
    },
  ];
}

const stepSign = (run: LateRun) =>
  ({
    f: run.f,
    fromN: run.fromN - 1,
    toN: run.fromN,
    fromMs: run.fromMs,
    toMs: run.fromMs + run.behindMs,
    p: null,
    places: [
      { f: run.f, n: Math.max(0, run.fromN - 1) },
      { f: run.f, n: run.fromN },
    ],
  }) as const;

/** Late as a whole, for a reason that is nobody's hand. */
const lateStretch = (run: LateRun, statement: Both): FoundSign => ({
  ...stepSign(run),
  kind: 'clock',
  strength: 'defect',
  toN: run.toN,
  toMs: run.toMs,
  statement,
});

export function hourBack(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'defect-clock',
    strength: 'defect',
    statement: {
      ja: '時刻がちょうど 1 時間戻り、その 1 時間が二度記録されている。夏時間の終わりと同じ形で、改ざんの兆候ではない。',
      en: 'the clock goes back by one hour and that hour is written twice, as at the end of summer time: a defect of the format, no sign of alteration',
    },
  };
}

export function setBackForAWhile(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'weak',
    toN: run.toN,
    statement: {
      ja: `${run.lines} 行だけ時刻が ${seconds(run.behindMs)} 秒戻り、そのあと元に戻る。起動や時計合わせの記録はない。時刻が書き換えられたと見られるが、時計が一時的に狂ったときにも起こる。`,
      en: `the clock goes back by ${seconds(run.behindMs)} s for ${run.lines} lines and then goes on where it was, and nothing tells of a start or of a clock that was set: times were rewritten, or the clock was wrong for a while`,
    },
  };
}

export function setAheadForAWhile(block: Ahead): FoundSign {
  return {
    ...{ kind: 'clock', strength: 'weak', f: block.f, fromN: block.fromN, toN: block.toN },
    ...{ fromMs: block.fromMs, toMs: block.toMs, p: null },
    places: [
      { f: block.f, n: block.fromN },
      { f: block.f, n: block.toN },
    ],
    statement: {
      ja: `${block.lines} 行だけ時刻が ${seconds(block.behindMs)} 秒進み、そのあと元に戻る。起動や時計合わせの記録はない。時刻が書き換えられたと見られるが、時計が一時的に狂ったときにも起こる。`,
      en: `the clock goes forward by ${seconds(block.behindMs)} s for ${block.lines} lines and then goes on where it was, and nothing tells of a start or of a clock that was set: times were rewritten, or the clock was wrong for a while`,
    },
  };
}

export function joined(run: LateRun): FoundSign {
  return lateStretch(run, {
    ja: `${run.lines} 行のまとまりが、時刻の順と違う場所にある。ファイルを書かれた順と違う順に連結したときの形で、それだけでは改ざんの兆候ではない。`,
    en: `a stretch of ${run.lines} lines stands out of the order of its times, as when files are joined in another order than they were written; by itself no sign of alteration`,
  });
}

export function ownClock(run: LateRun): FoundSign {
  return lateStretch(run, {
    ja: `${run.lines} 行のまとまりが ${seconds(run.behindMs)} 秒あとの行の後ろにあるが、書いたホストやプログラムは互いに別で、それぞれの順は保たれている。遅れて届いた行、別の時計や時間帯を使うプログラムで起こり、それだけでは改ざんの兆候ではない。`,
    en: `a stretch of ${run.lines} lines stands after lines up to ${seconds(run.behindMs)} s later, but other hosts or programs wrote those, and each kept its own order: lines that were delivered late, or a program with a clock or zone of its own; by itself no sign of alteration`,
  });
}

export function setBack(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'defect',
    statement: {
      ja: `時刻が ${seconds(run.behindMs)} 秒戻り、同じ時間帯が二度記録されている。時計の合わせ直し、ファイルの連結でも起こる。`,
      en: `the clock goes back by ${seconds(run.behindMs)} s and the same stretch is written twice; a clock set right or files joined out of order do this too`,
    },
  };
}
