// The customer's own words of a mail: lines that a mail program broke are joined, and what is asked is found.

/** From this width on a line was broken by the program, not by its writer; a kana or kanji is two columns wide. */
const WRAPPED_FROM = 40;
const QUESTION_AT_MOST = 200;

const width = (line: string) => [...line.slice(0, 400)].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
const ends = /[。．.!?！？:：」）)]$/;

const numbered =
  /^(?:[(（]\s?[0-9０-９一二三四五六七八九十]{1,2}\s?[)）]|[0-9０-９]{1,2}[.．、)）]|[一二三四五六七八九十]{1,2}[、.．](?![一二三四五六七八九十])|[①-⑳])/;
const lettered = /^(?:\(\s?(?:[a-h]|[ivx]{1,4})\s?\)|[a-h]\))/;
const ofList = new RegExp(`${numbered.source}|${lettered.source}`);
/** A list whose points are lines begins with its first: a line that was broken before "(b)" is none. */
const letteredLines = /^[ \t]{0,8}(?:\(\s?[ai]\s?\)|a\))/m;

/** 「１　居住者名簿の保管場所」: how offices number what they ask. Elsewhere a number before a space is a count. */
const spaced = /^[0-9０-９]{1,2}　{1,2}(?=\S)/;

/** A mark before a point of a list without numbers. */
const bullet = /^[・•●◦▪‣*–—-]\s?(?=\S)/;

/** Lines by themselves that close or head a part of a letter. */
const standsAlone = /^(?:記|以上|敬具|謹白|草々|早々|かしこ)$/;

/** So many lines show how somebody writes. */
const LINES_OF_CHAT = 4;

/** Text messages, one beneath the other: no line ends with a stop, and no sentence within one. */
function isLineByLine(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    lines.length >= LINES_OF_CHAT && lines.every((line) => !/[.。:：,]$|\.\s/.test(line) && /^[\x20-\x7e’]/.test(line))
  );
}

/** Wrapped lines as one; blank lines, quoted lines, short lines and ends of sentences stay where they are. */
export function unwrapped(text: string): string {
  if (isLineByLine(text)) return text;
  const joined: string[] = [];
  let open = false;
  const points = letteredLines.test(text) ? ofList : numbered;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const words = line.trim();
    const last = joined.at(-1);
    if (
      open &&
      last !== undefined &&
      words !== '' &&
      !/^[>＞|*・-]/.test(words) &&
      !points.test(words) &&
      !spaced.test(words) &&
      !standsAlone.test(words)
    ) {
      joined[joined.length - 1] =
        /[\x21-\x7e]$/.test(last) && /^[\x21-\x7e]/.test(words) ? `${last} ${words}` : last + words;
    } else {
      joined.push(words);
    }
    // A point of a list that asks is whole, however wide.
    const whole = ends.test(words) || (bullet.test(words) && words.endsWith('か'));
    open = words !== '' && !/^[>＞]/.test(words) && !whole && width(words) >= WRAPPED_FROM;
  }
  return joined.join('\n');
}

/** What asks without a question mark: tell us, erase it, stop it. What asks for an answer as such is no point of its own. */
const asksInJapanese =
  /(?:教えて|(?:かけ|かけさせ|かけてこ|送ら|送ってこ|届か|来させ|使わ|渡さ|連絡し)ないで|説明して|ご説明|お知らせ|お答え|お聞かせ|開示して|ご開示|削除して|消し(?:て|とい)て|消して|消去して|停止して|止めて|やめて|公表して|謝罪して|退会させて)[^。]{0,8}(?:ください|下さい|ちょうだい|頂戴|ほしい|欲しい|いただきたい|頂きたい|願います|お願い(?:いた)?します)[^。]{0,6}。?$|(?:の|たのか|るのか|いつ|何件|どこ|誰)[、,]?(?:至急|書面で|文書で|早急に|はっきり|きちんと|ちゃんと|正直に|明確に){0,1}(?:と)?(?:ご?回答(?:して)?|お答え|答えて)(?:ください|下さい|願います|をお願い(?:いた)?します)[^。]{0,6}。?$|(?:削除|消去|利用停止|利用の停止|開示)(?:願います|をお願い(?:いた)?します|お願い(?:いた)?します)[^。]{0,6}。?$|(?:全部|全て|すべて|一覧|リスト|記録|証拠|文書|書面|名前)を?[^。]{0,6}(?:出して|見せて|示して|挙げて)(?:ください|下さい|ほしい|欲しい|いただきたい)。?$|(?:これ|それ|こちら)(?:に)?も[^。]{0,4}(?:答えて|お答え)(?:ください|下さい|願います)。?$|(?:削除|消去|利用停止|利用の停止|開示|公表|謝罪|退会)を[^。]{0,10}(?:求め|要求し|請求し|希望し|お願い)[^。]{0,10}。?$/;
const deed = '(?:tell|explain|delete|erase|remove|stop|close|confirm|disclose|send me a copy)';
/** "Please also delete …", "I want you to erase …", "Under Article 15 I request a copy of …". */
const asksInEnglish = new RegExp(
  `^[^?]{0,120}, (?:so|and) (?:please|kindly)(?:,? (?:also|then|at once))? ${deed}\\b[^?]{0,120}[.!]$|^(?:and |also,? )?(?:please|kindly)(?:,? (?:also|then|at once|immediately|now))? ${deed}\\b[^?]{0,180}[.!]$|^(?:and |also,? )?(?:will|would|could|can) you (?:(?:please|kindly|also|then|now) ){0,2}${deed}\\b[^?]{0,180}[.!]$|^(?:delete|erase|remove) (?:my|all|me|every\\w{0,5}|whatever|any|the|our)\\b[^?]{0,120}[.!]$|^(?:and |also,? )?(?:please |kindly )?(?:take me off|unsubscribe me|(?:stop|do not|don['’]t) (?:sending|calling|texting|contacting|using|passing|sharing|e-?mailing|send|call|text|contact|use|pass|share|e-?mail))\\b[^?]{0,120}[.!]$|\\bI (?:(?:also|hereby|formally|therefore|now) ){0,2}(?:want|demand|request|expect|ask|require|insist|would like)\\b[^?]{0,60}(?:\\b(?:deletion|erasure|removal|a copy of)\\b|\\b(?:deleted?|erased?|removed?)\\b[^?]{0,40}\\b(?:me|my|all|everything|account|data|address|details)\\b|\\b(?:data|details|address|account|it|them|everything) (?:all )?(?:to be )?(?:deleted|erased|removed)\\b|\\bthe names? of\\b)[^?]{0,120}[.!]$`,
  'i',
);
const asksInChinese = /^请(?:告诉|说明|解释|删除|停止)[^。]{0,80}。?$/;
/** "I want to know who else was affected", "I would like to hear how it got out". */
const wantsToKnow =
  /\b(?:I|we)(?:['’]d| would)? (?:(?:also|really|therefore|just) ){0,2}(?:(?:want|like|need|wish|demand|insist)|be (?:most |very |so )?(?:grateful|glad|pleased|obliged|thankful)) (?:to (?:know|be told|hear|understand|learn)|if you (?:could|would) (?:tell me|let me know))\b (?:who|whom|whose|what|which|when|where|why|how|whether|if)\b[^?]{0,160}[.!]?$/i;
/** In which form they want it answered is a point of its own. */
const inWriting =
  /(?:書面|文書|書類|手紙|紙)(?:で|にて|による)[^。]{0,12}(?:回答|返答|お答え|返事|返信|報告)を?[^。]{0,10}(?:ください|下さい|願|ほしい|欲しい|いただき)|^(?:please |kindly )?(?:answer|reply|respond|confirm this)(?: to me)? in writing\b[^?]{0,60}[.!]?$/i;
/** Anger in the form of a question: it asks nothing, and an answer to it would sound like mockery. */
const rhetorical =
  /^(?:and |so )?(?:is (?:that|this) how you\b|how dare\b|who do you (?:people )?think\b|what kind of (?:people|company|outfit|business|place)\b|(?:are|is) (?:you|this|that) (?:even )?(?:serious|kidding|a joke)\b|have you no\b|do you (?:even|people even) care\b|what is wrong with you\b)|^(?:どういう(?:神経|つもり)|ふざけて|馬鹿にして|バカにして|恥ずかしくな|(?:お前ら?|おまえら?|あんたら?|おたくら?)?[はも]?[、，]?(?:馬鹿|バカ|ばか|アホ|あほ)(?:なの|か[。？?]|なん|じゃ)|(?:なめ|舐め)て(?:ん|い?る)|頭(?:が)?おかし)/i;
/** "Please go on with the meals": a wish of any kind. That we answer, or see to it, is no point of its own. */
const wish =
  /^(?!.{0,200}(?:返事|返信|返答|回答|連絡|対応|誠意|待って)).{0,200}(?:て|で)(?:ほしい|欲しい)(?:です)?(?:とも?|とのこと)?。?$/;
/** 「何人に見えてんの」「誰がやったんだ」「なんで黙ってたの」: asked in anger, or by a friend, without か. */
const asksBluntly =
  /(?:何[人件名通度]|誰(?![もにか]も?)|だれ(?!も)|どこ(?!も|にも)|いつ(?![もか])|なぜ|なんで|何で|どうして|いくら|何[がを]).{0,60}(?:[んた]の|ないの|るの|んだ|のだ|んだよ|のよ)(?:[、，][^。]{0,20})?[。]?$/;
/** 「ほかの方にも行ってるんでしょう。」 */
const asksForYes =
  /(?:(?:か|でしょうか|ですよね|ますよね|たよね|(?:た|る|ん|の)でしょうね)|(?:[るた]ん|るの|たの)でしょう)。$/;
/** In text messages a question has no mark: "did you get hacked or what", "how long was it out there". */
const asksUnmarked =
  /^(?:(?:so|and|also|ok|but|like|wait) )?(?:(?:did|do|does|have|has|are|is|was|were|can|could|will|would|should)(?:n['’]?t)? (?:you|u|ya|y['’]?all|they|it|i|we|any ?(?:body|one)|some(?:body|one)|my|your|ur|the|this|that)|how (?:long|many|much|did|do|does|come|could|would|are|is|was|were|can)|who (?:else|did|has|have|is|was|can|got|gave)|what (?:did|do|does|else|exactly|is|are|was|were|happened)|when (?:did|will|do|are)|where (?:did|do|are|is)|why (?:did|do|are|is|was|were|has|have))\b[^.]{0,160}$|^(?:i )?(?:just )?(?:need to|want to|wanna|gotta|have to) know (?:if|whether|who|what|how|when|where|why)\b[^.]{0,160}$/i;
const asksFor = (sentence: string) =>
  asksBluntly.test(sentence) ||
  wish.test(sentence) ||
  wantsToKnow.test(sentence) ||
  (inWriting.test(sentence) && !ofTheAbove.test(sentence)) ||
  asksInJapanese.test(sentence) ||
  asksInEnglish.test(sentence) ||
  asksInChinese.test(sentence);
const ofTheWhole = /下記|以下|次の|following|below/i;

/** "I require, within one week:", "So answer me, by Friday:": what is listed beneath is asked for point by point. */
const asksForList =
  /\b(?:answer|tell (?:me|us)|let (?:me|us) (?:know|have)|require|demand|request|want|need|confirm|advise|inform|set out|explain|provide|send (?:me|us)|ask(?:ing)? (?:you|for)|questions?)\b[^:]{0,120}:$/i;

const ofTheAbove = /以上|上記|前記|the above|these (?:points|questions|matters)/i;
const wantsAnswer = /回答|お答え|答えて|ご教示|説明|開示|answer|respond|reply|explain|provide/i;

/** 「3　照会事項」, "Questions:": the heading of a list of what somebody wants answered. */
const headsQuestions =
  /^(?:[0-9０-９]{1,2}|[一二三四五六七八九十]|[■◆●○【〔])?[.．、　\s]{0,2}(?:(?:ご|御)?(?:照会|質問|お尋ね|ご質問|確認|回答を求める)(?:の?(?:事項|内容|点)|したい(?:事項|点))?|質問状)[】〕]?[：:]?$|^(?:my |our |the )?questions?(?: (?:for you|to you))?:?$/i;

/** `whether anybody got in; and`, as it stands in a list, without what joins it to the next. */
const askedPoint = (words: string) =>
  words
    .trim()
    .replace(/^and (?=[a-z])/, '')
    .replace(/[;,；]$|[;,] and$/, '');

/** The numbered points at the beginning of these lines. Something else after the list ends it; a line that goes on, or an empty one, does not. */
function pointsOf(lines: readonly string[], bulletsToo = false): readonly string[] {
  const found: string[] = [];
  const marks = [ofList, spaced, ...(bulletsToo ? [bullet] : [])];
  let mark: RegExp | undefined;
  for (const line of lines) {
    const words = line.trim();
    // A list goes on with the mark with which it began.
    mark ??= marks.find((one) => one.test(words));
    const point = mark?.test(words) ? askedPoint(words.replace(mark, '')) : '';
    if (point !== '' && point.length <= QUESTION_AT_MOST) found.push(point);
    else if (found.length > 0 && words !== '') break;
  }
  return found;
}

/**
 * Points of a numbered list that is introduced as what somebody wants answered, `下記についてご回答ください。(1) …`, or summed
 * up so: `1. … 以上についてご回答ください。`. Facts that a letter numbers stand elsewhere.
 */
export function numberedRequests(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const headed = lines.findIndex((line) => headsQuestions.test(line.trim()));
  if (headed !== -1) {
    const points = pointsOf(lines.slice(headed + 1));
    if (points.length > 0) return points;
  }
  const asking = lines.findIndex((line) => asksForList.test(line.trim().slice(-300)));
  if (asking !== -1) {
    const points = pointsOf(lines.slice(asking + 1), true);
    if (points.length > 1) return points;
  }
  const from = lines.findIndex((line) => ofTheWhole.test(line) && wantsAnswer.test(line));
  if (from !== -1) return pointsOf(lines.slice(from + 1), true);
  const end = lines.findIndex((line) => ofTheAbove.test(line) && wantsAnswer.test(line) && !ofList.test(line.trim()));
  const before = lines.slice(0, Math.max(0, end)).map((line) => line.trim());
  const start = before.findLastIndex((line) => line !== '' && !ofList.test(line)) + 1;
  return pointsOf(before.slice(start));
}

/** `(1)`, `(a)`, `（ア）`, `(iii)`: a point within a sentence. */
const point = /[(（]\s?(?:[0-9０-９]{1,2}|[a-hA-Hａ-ｈ]|[ivx]{1,4}|[一二三四五六七八九十]|[ア-コ])\s?[)）]/g;
const asksForPoints =
  /\b(?:please|kindly|would you|could you|(?:we|I) (?:ask|require|request|want))\b[^.!?。]{0,120}$|(?:お答え|回答|ご教示|教えて|説明|お知らせ|開示)[^。]{0,40}$/i;
const endsPoints =
  /(?:に(?:つ(?:いて|き))?)?[、，]?\s?(?:以上)?(?:を|の点を?)?\s?(?:ご?回答|お答え|ご教示|教えて|説明して|お知らせ)[^。]{0,20}$/;

/** Points of one line, `please confirm (a) whether …; (b) what …`, `(1) …か、(2) …か、回答してください`: each asks by itself. */
function pointsWithin(text: string): readonly string[] {
  return text.split('\n').flatMap((whole) => {
    const line = whole.slice(0, 2000);
    const marks = [...line.matchAll(point)];
    const [first] = marks;
    if (!first || marks.length < 2 || /^[>＞]/.test(line)) return [];
    const pieces = marks.map((mark, at) => {
      const rest = line.slice(mark.index + mark[0].length, marks[at + 1]?.index);
      return (at === marks.length - 1 ? rest.split(/(?<=[a-z)])\.\s|。/, 1)[0] : rest) ?? '';
    });
    const lead =
      line
        .slice(0, first.index)
        .split(/[.!?]\s|[。！？]/)
        .at(-1) ?? '';
    if (!asksForPoints.test(lead.trim().replace(/[:：]$/, '')) && !endsPoints.test(pieces.at(-1) ?? '')) return [];
    return pieces
      .map((piece) => piece.replace(endsPoints, '').trim())
      .map((piece) => piece.replace(/[;；,，、.。]+$|[;,]? and$/i, '').trim())
      .filter((piece) => piece !== '' && piece.length <= QUESTION_AT_MOST);
  });
}

/** "He asks: did you …?": the words of whoever took the call, not of the caller. */
const takenDown =
  /^(?:he|she|they|(?:the )?(?:caller|customer)) (?:also )?(?:asks?|asked|wants? to know)(?: me| us)?\s?:\s?/i;

/** "Which is it?", 「本当ですか。」: asked of the sentence before, without which nobody knows what is asked. */
const leansBack =
  /^(?:so )?(?:which (?:is it|one|of these)|is (?:that|this|it) (?:so|true|right|correct|you)|am I right|isn['’]t (?:it|that so)|why(?: is that| not)?|how (?:so|come)|really|right|correct)\s?\?$|^(?:どちら|どっち|本当|事実|なぜ|どうして|違い|違うの|そう|これは本当|それは本当)(?:なの|なん|な)?(?:ですか|でしょうか|ですよね|ますか)[。？?]?$|^(?:では|じゃあ|あと|それと)?[、，]?[\p{L}]{1,8}は[。？?]$|^(?:これ|それ|こちら|この点|その点)に?(?:も|ついても)[^。]{0,6}(?:お?答え|回答|返事|返答|お?知らせ|教えて|説明)[^。]{0,16}。$|^もし[^。、]{0,12}(?:たら|れば)[、，]?(?:お?知らせ|ご?連絡|お?教え)[^。]{0,16}。$|^and (?:my|our|the) [a-z ]{1,24}\?$/iu;

/** A question that leans on what was said before it is asked together with it. */
function withWhatItLeansOn(sentences: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    const words = sentence.trim();
    const before = joined.at(-1)?.trim() ?? '';
    const whole = /^[\x21-\x7e]/.test(words) ? `${before} ${words}` : `${before}${words}`;
    const leans = leansBack.test(words) && before !== '' && !/^[>＞]/.test(before) && whole.length <= QUESTION_AT_MOST;
    if (leans) joined[joined.length - 1] = whole;
    else joined.push(sentence);
  }
  return joined;
}

/** "At least tell us how things stand by the 6th": a day to keep, and nothing that an examination could answer. */
const byWhen =
  /までに[^。]{0,6}(?:現状|状況|経過|進捗|見通し)(?:だけ)?(?:でも|を|は)?[^。]{0,8}(?:知らせ|連絡|報告|お聞かせ|教えて)/;

/** "Would you kindly tell me the following?": what follows asks. */
const headsWhatFollows =
  /(?:次|以下|下記|左記)の(?:こと|点|件|事|事項|質問|[0-9０-９一二三四五六七八九十]{1,2}[点つ])[^。]{0,24}(?:教え|答え|回答|伺|お尋ね|聞かせ|知らせ|説明)/;
/** 「三谷さんから「…だって？」と電話がありました」: what somebody else asked of the customer. */
const askedByOthers =
  /(?:から|に)[、，]?「([^「」\n]{1,120}[？?])」と[^。\n]{0,12}(?:言われ|聞かれ|尋ねられ|訊かれ|電話|連絡|メール|LINE|ＬＩＮＥ|からかわれ)/g;
/** A point of a list ends with its line: 「・それも漏れているのか」. */
const bulletedPoint = /^([ \t　]{0,4}[・•●◦▪‣*–—-][^\n]{0,198}(?:か|かどうか|[んた]の|んだ|のだ|出せ|しろ))$/gm;

/** Where the words behind the last 「 begin that is not closed; 0 where none is open. */
function openQuote(sentence: string): number {
  const at = sentence.lastIndexOf('「');
  return at > sentence.lastIndexOf('」') ? at + 1 : 0;
}

/** Sentences that ask something, quoted lines left out. A Japanese one asks with か, or for a yes with よね, as well. */
export function questionsIn(written: string): readonly string[] {
  const text = written
    .replace(askedByOthers, (found, asked: string) => found.replace(asked, asked.slice(0, -1)))
    .replace(bulletedPoint, '$1。');
  const points = pointsWithin(text);
  const lineByLine = isLineByLine(written);
  const split = text.split(/(?<=[。？?！!\n])(?![？?！!])|(?<=(?:[a-z)]{2}|\b\d{4})\.)\s{1,8}(?=[A-Z“"])/);
  const sentences = withWhatItLeansOn(split)
    // The number of a point is no word of the question.
    .map((sentence) => sentence.trim().replace(ofList, '').replace(bullet, '').replace(takenDown, '').trim())
    .map((sentence) => sentence.replace(/([?？])[?？!！]{1,20}$/, '$1'))
    // Asked within quotation marks that are still open: 「娘が「住所も…では？」と心配しています」.
    .map((sentence) => (/[?？]$/.test(sentence) ? sentence.slice(openQuote(sentence)) : sentence))
    // Of whoever took the call: 「…してほしいとのこと。」
    .map((sentence) => sentence.replace(/(ほしい|欲しい)(?:とも?|とのこと)。$/, '$1。'))
    .filter(
      (sentence) =>
        /[\p{L}\p{N}]/u.test(sentence) &&
        !rhetorical.test(sentence) &&
        sentence.length <= QUESTION_AT_MOST &&
        !/^[>＞]/.test(sentence) &&
        !byWhen.test(sentence) &&
        !headsWhatFollows.test(sentence) &&
        (/[？?]$/.test(sentence) ||
          asksForYes.test(sentence) ||
          (lineByLine && asksUnmarked.test(sentence)) ||
          (asksFor(sentence) && !ofTheWhole.test(sentence))),
    );
  // What was taken apart into its points is not asked once more as a whole, nor a point of several sentences beside those of them that ask.
  const whole = points.filter((one) => !sentences.some((sentence) => sentence !== one && one.startsWith(sentence)));
  const asked = [...sentences.filter((sentence) => !whole.some((one) => sentence.includes(one))), ...whole];
  return points.length === 0 ? asked : asked.toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
}
