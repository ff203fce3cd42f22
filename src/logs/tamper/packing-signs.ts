// A rotated file that was not packed as its neighbours were: by another program, under another name, or long after its
// last line. A file that somebody unpacked, changed and packed again looks so, and so does one that was only read.
import type { Both } from '../../vocabulary/finding.ts';
import type { Packing } from '../gzip-header.ts';
import type { Examination } from './examination.ts';
import { parseRotatedName } from './rotation-signs.ts';
import type { FoundSign } from './tamper-report.ts';

export type PackedMember = {
  readonly f: number;
  readonly path: string;
  /** Its place by name: days since 1970, or below 0 the number it was rotated under. Ascending is newer. */
  readonly place: number;
  readonly dated: boolean;
  readonly series: string;
  /** Its last line, milliseconds. */
  readonly lastMs: number;
  readonly packing: Packing;
};

export type OddMember = PackedMember & {
  readonly odd: 'how' | 'name' | 'later' | 'earlier';
  /** How many others are alike. */
  readonly others: number;
};

/** Members on either side that must be alike: a change of the packing job goes on from somewhere to the end. */
const LEAST_BESIDE = 2;
const LEAST_OTHERS = 5;
/** What was packed was written to this much later than its last line, or earlier, and so much more than any other member. */
const LONG_MS = 86_400_000;
const TIMES_OTHERS = 3;

const bareName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** How the name that was packed goes with the name of the file: one habit, whatever the day. */
function nameHabit({ path, packing, dated, place, series }: PackedMember): string {
  if (packing.name === null) return 'none';
  const said = parseRotatedName(packing.name);
  if (!said || bareName(said.series) !== bareName(series)) {
    return packing.name === bareName(path).replace(/\.gz$/i, '') ? 'own' : 'other';
  }
  // A numbered file is packed once, under the number it had then; a dated one keeps its day.
  return dated ? `day:${said.style === 'dated' ? said.index - place : 'none'}` : `number:${said.index}`;
}

/** The only member that differs from all others in a habit, with enough of them on either side. */
function onlyOne(members: readonly PackedMember[], habit: (member: PackedMember) => string): PackedMember | undefined {
  const counts = new Map<string, number>();
  for (const member of members) counts.set(habit(member), (counts.get(habit(member)) ?? 0) + 1);
  if (counts.size !== 2) return undefined;
  const odd = members.findIndex((member) => counts.get(habit(member)) === 1);
  return odd >= LEAST_BESIDE && odd < members.length - LEAST_BESIDE ? members[odd] : undefined;
}

/** The only member whose stamp lies far from its last line, where those of all others lie near theirs. */
function farOne(members: readonly PackedMember[]): OddMember | undefined {
  const late = members.map(({ packing, lastMs }) => (packing.writtenMs === null ? null : packing.writtenMs - lastMs));
  for (const [i, own] of late.entries()) {
    const others = late.filter((value, j): value is number => j !== i && value !== null);
    const member = members[i];
    if (own === null || !member || others.length !== members.length - 1) continue;
    const [least, most] = [Math.min(...others), Math.max(...others)];
    // A clock that is hours off, or a zone that was assumed, moves all members alike: the others' own spread is the measure.
    const room = Math.max(LONG_MS, TIMES_OTHERS * (most - least));
    if (own > most + room) return { ...member, odd: 'later', others: others.length };
    if (own < least - room) return { ...member, odd: 'earlier', others: others.length };
  }
  return undefined;
}

/** @param unordered members of one series that gzip packed */
export function oddMembers(unordered: readonly PackedMember[]): OddMember[] {
  const members = [...unordered].sort((a, b) => a.place - b.place || a.f - b.f);
  const others = members.length - 1;
  if (others < LEAST_OTHERS) return [];
  const far = farOne(members);
  const how = onlyOne(members, ({ packing }) => `${packing.how} ${packing.writtenMs === null}`);
  const name = onlyOne(members, nameHabit);
  const odd = far ? [far] : [];
  // One file that was packed anew differs in everything: it is told once, by what says most.
  if (name && !odd.some(({ f }) => f === name.f)) odd.push({ ...name, odd: 'name', others });
  if (how && !odd.some(({ f }) => f === how.f)) odd.push({ ...how, odd: 'how', others });
  return odd;
}

function packedMembers({ files, timelines, brokenClocks, store }: Examination): PackedMember[][] {
  const series = new Map<string, PackedMember[]>();
  files.forEach(({ path }, f) => {
    const packing = store.packing?.get(f);
    const timeline = timelines.get(f);
    const name = parseRotatedName(path);
    if (!packing || !timeline || !name || brokenClocks.has(f)) return;
    const dated = name.style === 'dated';
    const place = dated ? name.index : -name.index;
    const member = { f, path, place, dated, series: name.series, lastMs: timeline.toMs, packing };
    const known = series.get(`${name.style}:${name.series}`);
    if (known) known.push(member);
    else series.set(`${name.style}:${name.series}`, [member]);
  });
  return [...series.values()];
}

const clock = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString().slice(0, 16).replace('T', ' '));

function wordsOf({ odd, packing, lastMs, others }: OddMember): Both {
  const stamp = clock(packing.writtenMs);
  const last = clock(lastMs);
  const rest = {
    ja: `ほかの ${others} 個はそうではない。取り出して読み、圧縮し直しただけのこともある。`,
    en: `, which none of the ${others} others is; it may only have been unpacked to be read, and packed again`,
  };
  const words: Readonly<Record<OddMember['odd'], Both>> = {
    later: {
      ja: `圧縮ファイルの見出しでは、中身が最後に書き込まれたのは ${stamp} で、最後の行（${last}）よりずっと後。`,
      en: `by the header of the packed file its contents were last written at ${stamp} UTC, long after their last line (${last})`,
    },
    earlier: {
      ja: `圧縮ファイルの見出しでは、中身が最後に書き込まれたのは ${stamp} で、最後の行（${last}）よりずっと前。`,
      en: `by the header of the packed file its contents were last written at ${stamp} UTC, long before their last line (${last})`,
    },
    name: {
      ja: `圧縮されたときの名前（${packing.name === null ? '記録なし' : `「${packing.name}」`}）が、一連のファイルの付け方と違う。`,
      en: `${packing.name === null ? 'it was packed without a name' : `it was packed under the name "${packing.name}"`}, not in the way of its series`,
    },
    how: {
      ja: '一連のファイルのうち、これだけ別の方法で圧縮されている。',
      en: 'it was packed by other means than its series',
    },
  };
  return { ja: `${words[odd].ja}${rest.ja}`, en: `${words[odd].en}${rest.en}` };
}

export function findPackingSigns(examination: Examination): FoundSign[] {
  return packedMembers(examination)
    .flatMap(oddMembers)
    .map((member): FoundSign => {
      const { f } = member;
      const last = Math.max(0, (examination.files[f]?.lines ?? 1) - 1);
      return {
        kind: 'rotation',
        strength: 'weak',
        ...{ f, fromN: 0, toN: last, fromMs: null, toMs: null, p: null },
        places: [
          { f, n: 0 },
          { f, n: last },
        ],
        statement: wordsOf(member),
      };
    });
}
