// The letter beside what each of its sentences stands on.
import type { Letter, Sentence, SentenceType } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { both, html, type Markup, nothing, say } from './html.ts';
import { anchor, factWords, type ReportContext } from './report-context.ts';
import { resultSigns, resultWords } from './report-words.ts';

const b = (ja: string, en: string): Both => ({ ja, en });

const types = {
  FEEL: b('気持ち', 'feeling'),
  HEARD: b('お申し出', 'what was said'),
  DID: b('行った確認', 'what was done'),
  FOUND: b('分かったこと', 'finding'),
  LIMIT: b('限界', 'limit'),
  INFER: b('推定', 'inference'),
  ANSWER: b('ご質問への回答', 'answer'),
  ACT: b('措置', 'measure'),
  PROMISE: b('約束', 'promise'),
  ASK: b('お願い', 'request'),
  RIGHT: b('権利', 'rights'),
  APOLOGY: b('お詫び', 'apology'),
} as const satisfies Record<SentenceType, Both>;

const stages = {
  holding: b('一次回答', 'holding reply'),
  main: b('回答', 'main reply'),
  'follow-up': b('追ってのご報告', 'follow-up'),
  correction: b('訂正', 'correction'),
} as const satisfies Record<Letter['stage'], Both>;

const fixed: Readonly<Record<string, Both>> = {
  claim: b('お申し出の内容', 'the complaint'),
  outcome: b('結論（関門の計算）', 'the outcome, as the gate computed it'),
  weights: b('経路の重み', 'the weights'),
  org: b('会社の情報（org.yaml）', 'the organisation (org.yaml)'),
};

/** What one evidence id stands for, linked where the page has it. */
function standsOn(id: string, { caseFile, clock }: ReportContext): Markup {
  const fact = caseFile.facts.find((each) => each.id === id);
  if (fact) return html`<li><a href="#${anchor('fact', id)}">${id}</a> ${both(factWords(fact, caseFile))}</li>`;
  const check = caseFile.checks.find((each) => each.id === id);
  if (check) {
    return html`<li><span class="state ${check.result}"><i aria-hidden="true">${resultSigns[check.result]}</i></span> <a href="#${anchor('check', id)}">${both(check.asks)}</a> ${both(resultWords[check.result])}</li>`;
  }
  const deadline = caseFile.deadlines.find((each) => `deadline:${each.id}` === id);
  if (deadline)
    return html`<li>${say('期限', 'deadline')} ${both(clock.when(deadline.by))} ${both(deadline.what)}</li>`;
  const words = fixed[id];
  return html`<li>${words ? both(words) : html`<code>${id}</code>`}</li>`;
}

function sentence({ type, evidence, text }: Sentence, context: ReportContext): Markup {
  const stands =
    evidence.length > 0
      ? html`<ul>${evidence.map((id) => standsOn(id, context))}</ul>`
      : say('事実を述べない文', 'states no fact');
  return html`<li><span class="s">${text}</span><div class="e"><span class="kind">${both(types[type])}</span>${stands}</div></li>`;
}

function page(letter: Letter, context: ReportContext): Markup {
  const channel = letter.channel === 'letter' ? b('書面', 'letter') : b('電子メール', 'e-mail');
  const open = letter.stage === 'main' && letter.channel === 'letter';
  return html`<details${open ? html` open` : nothing}><summary><span>${both(stages[letter.stage])}（${both(channel)}）</span></summary><div class="letter" lang="${letter.lang}"><ol>${letter.sentences.map((each) => sentence(each, context))}</ol></div></details>`;
}

export function letters(context: ReportContext): Markup {
  const { letters: all } = context.caseFile;
  if (all.length === 0) return html`<p>${say('手紙はまだ作られていません。', 'No letter has been drafted.')}</p>`;
  const order = ['main', 'holding', 'follow-up', 'correction'];
  const sorted = [...all].sort(
    (x, y) => order.indexOf(x.stage) - order.indexOf(y.stage) || (x.channel < y.channel ? 1 : -1),
  );
  const languages = new Set(all.map(({ lang }) => lang));
  return html`<p>${say('左が手紙の文、右がその文の立っている事実です。どの文も、事実のない所には立てません。', 'The sentences of the letter on the left; on the right what each stands on. No sentence of fact stands on nothing.')}</p>${sorted.map(
    (letter) =>
      languages.size > 1
        ? html`<div class="l" lang="${letter.lang}">${page(letter, context)}</div>`
        : page(letter, context),
  )}`;
}
