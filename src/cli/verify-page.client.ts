// The script of verify.html: a pack is dropped on the page, checked by the same code as `akashi verify`, and never leaves it.
// scripts/build.mjs bundles it into the page, so that the page needs nothing else.
import { reweigh } from '../cases/pack-model.ts';
import { type PackSources, type VerifyReport, verifyPack } from '../evidence/verify.ts';
import { sha256Hex } from '../evidence/verify-report.ts';
import type { Both } from '../vocabulary/finding.ts';

const words = {
  holds: { ja: '調べた所は、すべて合っています。', en: 'Everything that was checked holds.' },
  wrong: { ja: '合わない所があります。', en: 'Something does not hold.' },
  signed: { ja: '署名あり', en: 'signed' },
  unsigned: { ja: '署名なし', en: 'not signed' },
  digest: {
    ja: '要約値（別の道で受け取った値と比べてください）',
    en: 'Digest (compare it with the one you received by another way)',
  },
  checked: { ja: '調べたこと', en: 'What was checked' },
  problems: { ja: '合わない所', en: 'What does not hold' },
  notChecked: { ja: '調べていないこと', en: 'What was not checked' },
  good: { ja: '合っている', en: 'holds' },
  bad: { ja: '合わない', en: 'does not hold' },
  busy: { ja: '調べています…', en: 'Checking…' },
  badKey: { ja: '鍵の形が違います（32バイトの base64 か 16進）。', en: 'Not a key (32 bytes in base64 or hex).' },
} as const satisfies Record<string, Both>;

function element(name: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children); // strings become text nodes: a pack cannot put markup into this page
  return made;
}

function both({ ja, en }: Both): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const [lang, text] of Object.entries({ ja, en })) {
    const span = element('span', 'l', text);
    span.lang = lang;
    fragment.append(span);
  }
  return fragment;
}

function show(report: VerifyReport, target: HTMLElement): void {
  const list = (items: readonly Node[]) => {
    const made = element('ul', '');
    for (const item of items) made.append(element('li', '', item));
    return made;
  };
  const section = (heading: Both, content: Node) => element('section', '', element('h2', '', both(heading)), content);
  const row = (mark: string, content: readonly Node[]) =>
    element('span', 'row', element('b', mark === '✕' ? 'bad' : 'good', mark), ...content);
  target.replaceChildren(
    element(
      'p',
      report.ok ? 'verdict good' : 'verdict bad',
      element('b', '', report.ok ? '○' : '✕'),
      ' ',
      both(report.ok ? words.holds : words.wrong),
    ),
    element('p', 'small', report.pack, ' · ', both(report.signed ? words.signed : words.unsigned)),
    section(words.digest, element('code', '', report.digest ?? '–')),
  );
  if (report.problems.length > 0) {
    const items = report.problems.map(({ where, message }) =>
      row('✕', [element('code', '', where), document.createTextNode(' '), both(message)]),
    );
    target.append(section(words.problems, list(items)));
  }
  target.append(
    section(words.notChecked, list(report.notChecked.map((each) => row('▨', [both(each)])))),
    section(
      words.checked,
      list(
        report.checked.map(({ says, ok }) => {
          const word = element('span', 'small', ' ');
          word.append(both(ok ? words.good : words.bad));
          return row(ok ? '○' : '✕', [both(says), word]);
        }),
      ),
    ),
  );
  target.dataset['ok'] = String(report.ok);
}

function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  try {
    const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
      ? Uint8Array.from(trimmed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : Uint8Array.from(atob(trimmed), (c) => c.charCodeAt(0));
    return bytes.length === 32 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Sources the reader chose, by the end of their path: a browser tells no more. */
function chosenSources(files: readonly File[]): PackSources | undefined {
  if (files.length === 0) return undefined;
  const find = (path: string) =>
    files.find((file) => file.webkitRelativePath.split('/').slice(1).join('/') === path) ??
    files.find((file) => file.name === path.split('/').at(-1));
  return {
    async digest(path) {
      const file = find(path);
      return file && { sha256: await sha256Hex(new Uint8Array(await file.arrayBuffer())), bytes: file.size };
    },
    async slices(path, ranges, stream) {
      const file = find(path);
      if (!file || stream) return undefined;
      const cut = ranges.map(({ byteStart, byteEnd }) => file.slice(byteStart, byteEnd).arrayBuffer());
      return (await Promise.all(cut)).map((bytes) => new Uint8Array(bytes));
    },
  };
}

function requireElement(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

const result = requireElement('result');
const input = (id: string): HTMLInputElement => {
  const found = requireElement(id);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${id} is no input`);
  return found;
};
const [packInput, keyInput, sourcesInput] = [input('pack'), input('key'), input('sources')];
let chosen: File | undefined;

async function check(): Promise<void> {
  if (!chosen) return;
  const keyText = keyInput.value.trim();
  const key = keyText === '' ? undefined : parseKey(keyText);
  if (keyText !== '' && !key) {
    result.replaceChildren(element('p', 'verdict bad', both(words.badKey)));
    return;
  }
  result.replaceChildren(element('p', '', both(words.busy)));
  // One frame, so that the words are seen before the computation takes the page.
  await new Promise((done) => setTimeout(done, 30));
  const sources = chosenSources([...(sourcesInput.files ?? [])]);
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const report = await verifyPack(bytes, {
    name: chosen.name,
    reweigh,
    ...(key ? { key } : {}),
    ...(sources ? { sources } : {}),
  });
  show(report, result);
}

packInput.addEventListener('change', () => {
  chosen = packInput.files?.[0];
  void check();
});
for (const field of [keyInput, sourcesInput]) field.addEventListener('change', () => void check());
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  chosen = event.dataTransfer?.files[0];
  void check();
});
for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=lang]')) {
  radio.addEventListener('change', () => {
    document.documentElement.lang = radio.value;
  });
}
