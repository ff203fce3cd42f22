// How a letter puts what somebody outside left in a record of ours: the most that it shows, never more. The order in which the
// forms are tried is part of what is said, for a trace may have several of them.
import { showsReading } from '../../vocabulary/data-read.ts';
import type { FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { isDate } from '../days.ts';
import { isOfCloud, isUnusualUse } from './cloud-use.ts';
import type { Slots, Words } from './finding-words.ts';
import { loginWords } from './login-words.ts';
import { isServedFile, isWalk, openFileWords, servedFileWords } from './served-file.ts';
import { writtenOut } from './written-out.ts';

type Trace = FactOf<'attacker-trace'>;

const seenAt = ({ at }: Trace): { readonly seen?: string } => (at !== undefined && isDate(at) ? { seen: at } : {});

const recordOf = (fact: Trace): Both =>
  isOfCloud(fact)
    ? { ja: 'クラウドの操作の記録', en: 'The records of operations in our cloud' }
    : { ja: 'サーバーの記録', en: 'The server records' };

/** Access rights of ours to a cloud, used from where they never were for what they never did. */
function unusualUse(fact: Trace): Words {
  const slots: Slots = seenAt(fact);
  const dated = 'seen' in slots;
  return {
    text: {
      ja: `クラウドの操作の記録に、${dated ? '{seen:moment}ごろから' : ''}弊社の利用権限が初めての場所から使われ、${fact.reachedData ? '保存した情報に' : ''}普段にない操作が行われた跡がございます。`,
      en: `The records of our cloud show our access rights used from a new place${dated ? ' from about {seen:moment} on' : ''}, and unusual operations${fact.reachedData ? ' on stored data' : ''}.`,
    },
    slots,
    but: {
      ja: '正当な利用であったかどうかを、確かめております。',
      en: 'We are finding out whether this use was legitimate.',
    },
  };
}

function recordsErased(fact: Trace): Words {
  const slots: Slots = seenAt(fact);
  const dated = 'seen' in slots;
  return {
    text: {
      ja: `サーバーの記録に、${dated ? '{seen:moment}ごろ、' : ''}記録が消去された跡がございます。`,
      en: `The server records show that records were erased${dated ? ' at about {seen:moment}' : ''}.`,
    },
    slots,
    but: {
      ja: '誰が何のために消去したのかを、確かめております。',
      en: 'We are finding out who erased them, and why.',
    },
  };
}

/** A mailbox of ours whose mail goes on to outside since somebody came into it who never had. */
function sentOn(fact: Trace): Words {
  const where = recordOf(fact);
  const slots: Slots = seenAt(fact);
  const dated = 'seen' in slots;
  return {
    text: {
      ja: `${where.ja}に、${dated ? '{seen:day}に' : ''}弊社のメールボックスが初めての場所から使われ、届いたメールが外部へ転送されるようになった跡がございます。`,
      en: `${where.en} show a mailbox of ours used from a new place${dated ? ' on {seen:day}' : ''}, and its mail then sent on to outside.`,
    },
    slots,
    but: {
      ja: '正当な設定であったかどうかを、確かめております。',
      en: 'We are finding out whether this was legitimate.',
    },
  };
}

/** Pages of records opened in the order of their numbers, with whether that of the person who wrote is known to be among them. */
function walked({ at, lastAt, ownOpened }: Trace): Words {
  const [first, last] = [at, lastAt].map((one) => (one !== undefined && isDate(one) ? one : undefined));
  const when =
    first === undefined
      ? { ja: '', en: '' }
      : last === undefined
        ? { ja: '{seen:day}に', en: ', on {seen:day}' }
        : { ja: '{seen:day}から{last:day}までに', en: ', between {seen:day} and {last:day}' };
  const told = {
    text: {
      ja: `サーバーの記録に、個人に関する記録の画面が${when.ja}外部から番号順に次々と開かれた跡がございます。`,
      en: last
        ? `The server records show pages with records of people opened from outside in the order of their numbers${when.en}.`
        : `The server records show that pages with records of people were opened from outside one after another, in the order of their numbers${when.en}.`,
    },
    slots: first === undefined ? {} : last === undefined ? { seen: first } : { seen: first, last },
  };
  if (ownOpened === true)
    return {
      ...told,
      and: {
        text: {
          ja: '登録簿の番号によれば、お客様の記録も、その中に含まれております。',
          en: 'By its number in our register, your record is among those opened.',
        },
        slots: {},
      },
      but: {
        ja: '正当な閲覧であったかどうかと、ほかにどなたの記録が開かれたかを、確かめております。',
        en: 'We are finding out whether this was legitimate, and whose records were opened besides.',
      },
    };
  return {
    ...told,
    but: {
      ja: '正当な閲覧であったかどうかと、どなたの記録が開かれたかを、確かめております。',
      en: 'We are finding out whether this was legitimate, and whose records were opened.',
    },
  };
}

/** Of what has no form of its own: how far it went. */
function howFarItWent(fact: Trace): Words {
  const where = recordOf(fact);
  if (showsReading(fact)) {
    return {
      text: {
        ja: `${where.ja}に、お預かりしている情報が外部から読み取られた跡がございます。`,
        en: `${where.en} show traces of somebody outside having read data we hold.`,
      },
    };
  }
  switch (fact.success) {
    case 'shown':
      return {
        text: {
          ja: `${where.ja}に、外部からの不正な操作が成功した跡がございます。`,
          en: `${where.en} show traces of an unauthorised operation from outside that succeeded.`,
        },
        howFar: 'succeeded',
      };
    case 'possible':
      return {
        text: {
          ja: 'サーバーの記録に、成功したかもしれない外部からの不正な操作の跡がございます。',
          en: 'The server records show traces of an unauthorised operation from outside that may have succeeded.',
        },
        howFar: 'may-have-succeeded',
      };
    default:
      return {
        text: {
          ja: `${where.ja}に、外部から不正な操作を試みた跡がございます。`,
          en: `${where.en} show attempts at unauthorised operations from outside.`,
        },
      };
  }
}

/** Words for a trace of somebody outside; never undefined, for an attempt that came to nothing is told as that. */
export function traceWords(fact: Trace): Words {
  const { attack, success, reachedData } = fact;
  if (isUnusualUse(fact)) return unusualUse(fact);
  if (success !== 'none') {
    const dumped = writtenOut(fact);
    if (dumped) return dumped;
    if (attack === 'log-clearing') return recordsErased(fact);
    if (attack === 'mail-abuse' && reachedData) return sentOn(fact);
  }
  if (isOpenFile(fact)) return openFileWords(fact);
  if (isServedFile(fact) && success === 'shown') return servedFileWords(fact);
  if (isWalk(fact)) return walked(fact);
  return loginWords(fact) ?? howFarItWent(fact);
}
