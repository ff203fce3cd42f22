// The kinds of fact, in one table: types, the JSON Schema, docs/facts.md and the validator of `akashi weigh` are derived
// from it, so that they cannot disagree. A fact is what a check or a person established: typed, with pointers.
import type { Both } from './finding.ts';

/** `share` 0–1; `count` a whole number from 0; `number` finite; `instant` ISO 8601 with offset; an array: one of these words. */
export type FieldType = 'boolean' | 'count' | 'number' | 'share' | 'text' | 'instant' | readonly string[];
export type FieldSpec = { readonly is: FieldType; readonly optional?: true; readonly about: string };
export type KindSpec = {
  readonly about: Both;
  /** Whether a fact of this kind can be an unresolved finding that points to our side, which rules out `no_evidence`. */
  readonly canPointToUs: boolean;
  readonly fields: Readonly<Record<string, FieldSpec>>;
};

export const factKinds = {
  // ---- the claim -------------------------------------------------------------------------------------------------
  'first-use-claimed': {
    about: { ja: 'この用途にだけ使ったという申し出', en: 'the customer says the address was used here only' },
    canPointToUs: false,
    fields: {
      claimed: { is: 'boolean', about: 'true: "I used it nowhere else"' },
      mailboxAgeDays: { is: 'number', optional: true, about: 'days the mailbox existed before the submission' },
    },
  },
  'time-at-risk': {
    about: { ja: '入力から最初の迷惑メールまで', en: 'submission to first spam' },
    canPointToUs: false,
    fields: {
      submittedAt: { is: 'instant', optional: true, about: 'when the address was given to us' },
      firstSpamAt: { is: 'instant', optional: true, about: 'when the first spam came' },
      delayDays: { is: 'number', about: 'first spam minus submission, days; above 0' },
      registerOffsetMinutes: {
        is: 'number',
        optional: true,
        about:
          'minutes by which the times of the register lie after those of the form posts in the access log, where nearly all agree at one difference; no sign of alteration',
      },
    },
  },
  'address-shape': {
    about: { ja: 'アドレスの推測されやすさ', en: 'how soon a guesser reaches the address' },
    canPointToUs: false,
    fields: {
      log10GuessesLow: { is: 'number', about: 'log10 of the guess number, 5 % bound' },
      log10GuessesMid: { is: 'number', about: 'middle' },
      log10GuessesHigh: { is: 'number', about: '95 % bound' },
      registerEasierShare: { is: 'share', optional: true, about: 'share of our own register that is easier to guess' },
    },
  },
  'unique-address': {
    about: { ja: '弊社専用のアドレス', en: 'an address made for us alone' },
    canPointToUs: true,
    fields: {
      form: {
        is: ['unique', 'tagged'],
        about: 'unique: unguessable and given to nobody else; tagged: user+shop@ or shop@own-domain',
      },
      tagGuessable: { is: 'boolean', about: 'true when the tag is the name of the shop or as easy' },
    },
  },
  'second-address-hit': {
    about: { ja: '新しく登録した別のアドレスにも届いた', en: 'a second, fresh address given to us is hit too' },
    canPointToUs: true,
    fields: { unique: { is: 'boolean', about: 'true when the second address was given to nobody else' } },
  },
  // ---- the spam --------------------------------------------------------------------------------------------------
  'form-values-in-spam': {
    about: { ja: 'フォームにだけ書かれた内容が迷惑メールにある', en: 'the spam holds values that only the form had' },
    canPointToUs: true,
    fields: {
      values: { is: 'count', about: 'how many different values of the record were found, at least 1' },
      formOnly: { is: 'boolean', about: 'true when at least one exists nowhere else as far as is known' },
      chance: { is: 'share', about: 'chance that so many values agree with a random record of the register' },
      holds: {
        is: 'text',
        optional: true,
        about: 'columns of the register whose values were found, names included: `name; mobile`',
      },
    },
  },
  'real-name-in-spam': {
    about: { ja: '実名が迷惑メールにある', en: 'the spam holds the real name' },
    canPointToUs: true,
    fields: {
      nameInAddress: {
        is: 'boolean',
        about: 'true when the name can be read from the address itself: then it weighs nothing',
      },
    },
  },
  'dictionary-recipients': {
    about: { ja: '宛先が機械的に並んでいる', en: 'recipients look generated from a dictionary' },
    canPointToUs: false,
    fields: {
      recipients: { is: 'count', about: 'visible recipients' },
      p: { is: 'share', about: 'how often an ordinary list looks like this' },
    },
  },
  'extortion-mail': {
    about: { ja: '脅して支払いを求めるメール', en: 'mail that threatens and demands payment' },
    canPointToUs: false,
    fields: {
      messages: { is: 'count', about: 'samples that do so' },
      showsPassword: {
        is: 'boolean',
        about:
          'true when one shows a password: mostly of an old leak somewhere, which it does not name; it weighs nothing',
      },
      ownSender: {
        is: 'count',
        optional: true,
        about: 'samples that show the address of the complainant as their sender, which anybody can write there',
      },
      ownSenderRefused: {
        is: 'count',
        optional: true,
        about: "of those, the ones for which the receiver's checks of the sender (SPF, DMARC) failed",
      },
    },
  },
  'sent-to-another': {
    about: {
      ja: 'お申し出と別のアドレスに届いたメール',
      en: 'mail that was sent to another address than the one the complaint is about',
    },
    canPointToUs: true,
    fields: {
      messages: { is: 'count', about: 'samples whose one recipient, by the receiving side too, is another address' },
      of: { is: 'count', about: 'samples of the spam that were given; of mail of our own, as many as `messages`' },
      ours: {
        is: 'count',
        optional: true,
        about: 'messages that our own systems sent: mail of ours that reached somebody else, and no spam',
      },
      holdsThis: {
        is: 'count',
        optional: true,
        about: 'of those, the ones in whose text, or a table that came with it, the address of the complaint stands',
      },
      holdsRecord: {
        is: 'count',
        optional: true,
        about: 'of those, the ones in which values of this record stand that together fit no other of the register',
      },
      holds: {
        is: 'text',
        optional: true,
        about: 'columns of the register whose values stand there, as they are called there, separated by "; "',
      },
      receivedAt: {
        is: 'instant',
        optional: true,
        about: 'when that one reached the other address, where there is one; by our own record, when it was sent',
      },
      crossed: {
        is: 'count',
        optional: true,
        about:
          'by our own record of the sending, with which a copy that was handed in agrees: addresses in all to which the record of somebody else was sent; left out: known by a copy of the mail itself',
      },
    },
  },
  'record-of-another': {
    about: {
      ja: 'お申し出のアドレスへの弊社のメールにあった、別の方の情報',
      en: 'a mail of ours to the address of the complaint that holds the record of somebody else',
    },
    canPointToUs: true,
    fields: {
      messages: { is: 'count', about: 'such messages, by copies that were handed in: their headers can be changed' },
      holds: {
        is: 'text',
        about: 'columns of the register whose values stand there, as they are called there, separated by "; "',
      },
      inOurLog: {
        is: 'boolean',
        about:
          'true when our own mail log holds a message of the same Message-ID, or a delivery to this address within two minutes of it',
      },
      run: {
        is: 'count',
        optional: true,
        about:
          'addresses to which the machine that sent it sent mail in one go, no pause longer than a minute, by our own log: what these held is not known',
      },
      receivedAt: { is: 'instant', optional: true, about: 'when that one came, where there is one' },
    },
  },
  'mail-origin': {
    about: { ja: '迷惑メールの送信元', en: 'who sent the spam' },
    canPointToUs: true,
    fields: {
      origin: {
        is: ['ours', 'not_ours', 'unknown'],
        about: 'ours: our systems or vendors, by the part of the header that the receiver wrote',
      },
      carriesOurName: { is: 'boolean', about: 'true when the sender shown is ours, forged or not' },
      messages: { is: 'count', optional: true, about: 'samples that show this origin' },
      of: { is: 'count', optional: true, about: 'samples of the spam that were given' },
      receivedAt: {
        is: 'instant',
        optional: true,
        about: 'when the one sample of this origin came, by the receiving side',
      },
      elsewhere: {
        is: 'count',
        optional: true,
        about: 'beside samples from us, those from systems that are none of ours',
      },
      refusedAsOurs: {
        is: 'count',
        optional: true,
        about: "samples for which the receiver's checks of the sender (SPF, DMARC) failed for an address of ours",
      },
      claimsOurHost: {
        is: 'count',
        optional: true,
        about: 'samples whose sending machine gave a name of ours, from an address that is none of ours',
      },
      bounces: {
        is: 'count',
        optional: true,
        about: 'further samples that are notices of mail that could not be delivered; not counted in `of`',
      },
      ownMail: {
        is: 'count',
        optional: true,
        about: 'further samples that our own systems or vendors sent; not counted in `of`',
      },
      ownMailFiles: {
        is: 'count',
        optional: true,
        about: 'of these, those with files attached, whose contents were not read',
      },
      ownMailAt: { is: 'instant', optional: true, about: 'when that one came, where there is one' },
      unsubscribedAt: {
        is: 'instant',
        optional: true,
        about: 'when the unsubscribe address that our own mail bears was first used, by our web server',
      },
      unsubscribeOpened: {
        is: 'boolean',
        optional: true,
        about: 'true: that address was only opened, and nothing was sent to it',
      },
      ownMailAfter: {
        is: 'count',
        optional: true,
        about: 'of the samples that our own systems sent, those that came after it was used',
      },
      names: {
        is: 'text',
        optional: true,
        about:
          'companies of org.yaml whose name stands in the spam of somebody else, separated by "; "; anybody can write a name',
      },
    },
  },
  'campaign-elsewhere': {
    about: { ja: '同じ迷惑メールが他でも見られた', en: 'the same campaign was seen elsewhere' },
    canPointToUs: true,
    fields: {
      where: {
        is: ['register_only', 'unrelated'],
        about: 'register_only: only at people in our register; unrelated: also at guess canaries or strangers',
      },
    },
  },
  // ---- custody ---------------------------------------------------------------------------------------------------
  'in-register': {
    about: { ja: '登録簿にあるか', en: 'whether the address is in our register' },
    canPointToUs: false,
    fields: {
      found: { is: 'boolean', about: 'true when the register holds it' },
      times: { is: 'count', about: 'how many rows' },
      firstAt: { is: 'instant', optional: true, about: 'earliest row' },
      forms: { is: 'text', optional: true, about: 'form names, separated by "; "' },
      holds: {
        is: 'text',
        optional: true,
        about:
          'columns of the register that hold something of this record, as they are called there, separated by "; "',
      },
    },
  },
  'people-exposed': {
    about: { ja: '同じ期間に預かっていた人数', en: 'people whose addresses we held in the same time' },
    canPointToUs: false,
    fields: { people: { is: 'count', about: 'rows of the register up to the first spam' } },
  },
  'record-viewed': {
    about: {
      ja: '利用者名のもとで開かれたこの方の記録',
      en: 'this record opened under names of users, as a log of the application tells; daily work opens records, and it weighs nothing',
    },
    canPointToUs: false,
    fields: {
      views: { is: 'count', about: 'lines that tell that it was opened' },
      names: { is: 'count', about: 'different names of users; one may be shared by several people' },
      firstAt: { is: 'instant', optional: true, about: 'first of them' },
      lastAt: { is: 'instant', optional: true, about: 'last of them' },
      beforeSpam: { is: 'count', optional: true, about: 'views in hours that began before the first spam' },
      mostOthers: {
        is: 'count',
        about: 'other records opened under the same name within an hour in which this one was, at most',
      },
    },
  },
  'list-copies': {
    about: { ja: '名簿の写しの数', en: 'copies of the list' },
    canPointToUs: false,
    fields: {
      vendors: { is: 'count', about: 'companies that received the list' },
      exports: { is: 'count', about: 'exports made before the first spam, this record in them or unknown' },
      without: {
        is: 'count',
        optional: true,
        about: 'exports of which exports.csv says that this record is not in them',
      },
      withoutTo: { is: 'text', optional: true, about: 'companies that received those, separated by "; "' },
      later: {
        is: 'count',
        optional: true,
        about: 'exports made after the first spam, this record in them or unknown',
      },
      laterTo: { is: 'text', optional: true, about: 'companies that received those, separated by "; "' },
      laterAt: { is: 'instant', optional: true, about: 'when the first of those was made' },
      laterHeld: {
        is: ['yes', 'unknown'],
        optional: true,
        about: 'yes: exports.csv says of each of those that it holds this record',
      },
      staffFiles: { is: 'count', optional: true, about: 'copies in staff documents' },
      backups: { is: 'count', optional: true, about: 'backups' },
      formScripts: { is: 'count', optional: true, about: 'third-party scripts on the form page' },
    },
  },
  'vendor-answer': {
    about: { ja: '委託先の回答', en: "a vendor's answer" },
    canPointToUs: true,
    fields: {
      vendor: { is: 'text', about: 'name as in exports.csv' },
      answer: {
        is: ['none', 'replied', 'checked', 'announced'],
        about: 'replied: its word only; checked: confirmed by us; announced: admits a leak in writing',
      },
      coversThisRecord: {
        is: ['yes', 'no', 'unknown'],
        about: 'whether its scope includes this record; unknown: it has not said whose records it concerns',
      },
    },
  },
  'third-party-confirmation': {
    about: { ja: '第三者による確認', en: 'a third party confirms a leak' },
    canPointToUs: true,
    fields: {
      withdrawn: { is: 'boolean', about: 'true when it was taken back later' },
      coversThisRecord: { is: ['yes', 'no', 'unknown'], about: 'as in vendor-answer' },
    },
  },
  // ---- complaints, canaries, lists -------------------------------------------------------------------------------
  'similar-complaints': {
    about: { ja: '同様の申し出', en: 'similar complaints by others' },
    canPointToUs: true,
    fields: {
      count: { is: 'count', about: 'others, this complaint left out' },
      people: { is: 'count', about: 'people exposed in the window' },
      sameSender: { is: 'count', optional: true, about: 'of these, with the same sender or campaign' },
      uniqueAddresses: { is: 'count', optional: true, about: 'of these, with addresses made for us alone' },
      recordedSince: {
        is: 'instant',
        optional: true,
        about: 'since when complaints are recorded; without it the fact is not used',
      },
      historyComplaints: { is: 'count', optional: true, about: 'spam complaints before this window' },
      historyPersonYears: { is: 'number', optional: true, about: 'person-years of that history' },
      windowDays: {
        is: 'number',
        optional: true,
        about: 'length of the window in which `count` was counted; without it the time at risk is used',
      },
    },
  },
  'list-match': {
    about: { ja: '出回った名簿との照合', en: 'a circulating list matched against the register' },
    canPointToUs: true,
    fields: {
      matched: { is: 'count', about: 'rows that match' },
      of: { is: 'count', about: 'rows compared' },
      registerOnly: { is: 'count', about: 'matching rows that exist nowhere else as far as is known' },
      chance: { is: 'share', about: 'chance of so many by accident' },
    },
  },
  'register-canaries': {
    about: { ja: '名簿に置いた確認用アドレス', en: 'canaries in our register' },
    canPointToUs: true,
    fields: {
      planted: { is: 'count', about: 'planted before the export or the time in question, heartbeat passing' },
      hits: { is: 'count', about: 'hit by content mail from strangers' },
      campaigns: { is: 'count', optional: true, about: 'independent campaigns among the hits' },
      twinsHit: { is: 'count', about: 'twins given to nobody that were hit too: these void the hits' },
      groups: { is: 'count', optional: true, about: 'different providers or segments the canaries are spread over' },
    },
  },
  'guess-canaries': {
    about: { ja: '誰にも渡していない確認用アドレス', en: 'canaries given to nobody' },
    canPointToUs: false,
    fields: {
      planted: { is: 'count', about: 'same provider and guess band' },
      hits: { is: 'count', about: 'hit' },
      years: { is: 'number', about: 'canary-years watched' },
    },
  },
  'vendor-canaries': {
    about: { ja: '委託先ごとの確認用アドレス', en: 'canaries given to one vendor each' },
    canPointToUs: true,
    fields: {
      vendor: { is: 'text', about: 'name as in exports.csv' },
      planted: { is: 'count', about: 'in that vendor alone' },
      hits: { is: 'count', about: 'hit' },
    },
  },
  'vendor-held': {
    about: { ja: '委託先が預かっていたアドレス', en: 'which of the addresses complained of a vendor held' },
    canPointToUs: false,
    fields: {
      vendor: { is: 'text', about: 'name as in exports.csv' },
      thisRecord: { is: ['yes', 'no', 'unknown'], about: 'whether the list it received holds this record' },
      othersHeld: { is: 'count', about: 'of the similar complaints, how many of these people it held' },
      others: { is: 'count', about: 'similar complaints compared' },
      days: { is: 'number', optional: true, about: 'days it had held the list when the spam came' },
      givenAt: {
        is: 'instant',
        optional: true,
        about: 'when it was first given the list; where one is known to have held this record, that one',
      },
      list: { is: 'text', optional: true, about: 'name of that list, as in exports.csv' },
      rows: { is: 'count', optional: true, about: 'entries of that list, as in exports.csv' },
      times: { is: 'count', optional: true, about: 'lists it was given in the time in question, where more than one' },
      lastAt: { is: 'instant', optional: true, about: 'when it was given the last of these' },
      heldEachTime: { is: 'boolean', optional: true, about: 'true: each of them is entered as holding this record' },
    },
  },
  // ---- our systems -----------------------------------------------------------------------------------------------
  'attacker-trace': {
    about: { ja: '記録に残った攻撃者の跡', en: 'traces of an attacker in the logs' },
    canPointToUs: true,
    fields: {
      attack: { is: 'text', about: 'attack class id, as in the drill' },
      success: { is: ['none', 'possible', 'shown'], about: 'signs that it worked' },
      reachedData: { is: 'boolean', about: 'true when the trace goes to the answers or the list itself' },
      at: {
        is: 'instant',
        optional: true,
        about: 'when what speaks for its success was first seen, else its source, by true time where that is known',
      },
      falsePositiveRate: { is: 'share', optional: true, about: 'how often the same check fires on clean logs' },
      sources: {
        is: 'count',
        optional: true,
        about:
          'of files about people that lay open to anybody on a web server: how many sources were given them; a mistake of ours, for which nobody has to break in',
      },
      lastAt: {
        is: 'instant',
        optional: true,
        about:
          'when the last of these sources was first given one; the first of them: `at`; of records opened in the order of their numbers on several days, when that began on the last of them',
      },
      tables: {
        is: 'text',
        optional: true,
        about:
          'tables written out of a database, by the statements: `users (id; email) | orders (id; total)`; of another attack than data-dump, tables that a command in it was to write out',
      },
      rows: {
        is: 'count',
        optional: true,
        about:
          'of a table read by a statement whose rows the log counts: the most that one gave of the first table named',
      },
      outside: {
        is: 'boolean',
        optional: true,
        about:
          'whether they were written to an address outside our networks; of a login, false where it came from an address inside',
      },
      fetchedAt: {
        is: 'instant',
        optional: true,
        about: 'when the same source fetched the file into which that command was to write',
      },
      fetchedBytes: { is: 'count', optional: true, about: 'how many bytes it was answered with' },
      record: {
        is: ['mail', 'application', 'server'],
        optional: true,
        about:
          'of a login that stands in the records: whose record that is; left out where none names the login itself',
      },
      vendor: {
        is: 'text',
        optional: true,
        about:
          'of a login: the company in org.yaml that the name of that record names, since the account is kept there',
      },
      keysMade: { is: 'count', optional: true, about: 'access keys made from the same source after the login' },
      listWritten: { is: 'count', optional: true, about: 'entries of the largest list written out after it' },
      listsWritten: { is: 'count', optional: true, about: 'lists written out after it' },
      settingsChanged: {
        is: 'count',
        optional: true,
        about: 'changes after it that laid the account open: two-step login taken away, mail sent elsewhere',
      },
      strange: {
        is: 'boolean',
        optional: true,
        about: 'true when its network stands in that record on no other day and for no other account',
      },
      tries: { is: 'count', optional: true, about: 'of such a login: tries from there that failed before it' },
      loginDays: {
        is: 'count',
        optional: true,
        about: 'of such a login: days on which that network came, where more than one; then it stands there on these',
      },
      mailboxMegabytes: {
        is: 'count',
        optional: true,
        about:
          'megabytes (a million bytes) that the mail server gave out to the same source in one session, far more than in any from elsewhere',
      },
      sent: {
        is: 'count',
        optional: true,
        about: 'messages sent from the same source after it, or recipients of the largest mailing',
      },
      sentFrom: { is: 'instant', optional: true, about: 'when the first of them was sent' },
      ownAccount: {
        is: 'boolean',
        optional: true,
        about: 'true when the account is the address that the complaint is about',
      },
      ownOpened: {
        is: 'boolean',
        optional: true,
        about:
          'of records opened in the order of their numbers: true when that of the person who wrote, by the number that the register gives it, is among them',
      },
      sentSample: {
        is: 'boolean',
        optional: true,
        about:
          'true when a sample of the spam, by the record our own server left in it, was handed in from the same source',
      },
    },
  },
  'bulk-read': {
    about: { ja: '回答・書き出しページのまとめ読み', en: 'bulk reads of answer or export pages' },
    canPointToUs: true,
    fields: {
      requests: { is: 'count', about: 'requests' },
      known: { is: 'boolean', about: 'true when the reader is a known colleague or job' },
      what: {
        is: ['records', 'list', 'export', 'rows', 'files'],
        optional: true,
        about:
          'by an application’s own record: records opened one after another (`requests`: how many different ones), or a list written out; by a web server’s: lists written out (export, `requests` times); by a database’s own: a statement that read a table about people (rows); files or lists taken under one account far beyond its habit, from a network that nobody had used (files, `requests` of them); left out: pages of a web server',
      },
      entries: {
        is: 'count',
        optional: true,
        about: 'entries of the list that was written out, or rows that were read',
      },
      holds: {
        is: 'text',
        optional: true,
        about: 'of rows: the columns that the statement names, as it calls them, separated by "; "',
      },
      at: { is: 'instant', optional: true, about: 'when it began, by true time where that is known' },
      strange: {
        is: 'boolean',
        optional: true,
        about: 'true when its network, outside ours, stands in that record on no other day and for no other user',
      },
      own: {
        is: ['yes', 'no'],
        optional: true,
        about:
          'whether the record of the person who wrote is among those opened, by the number that the register gives it; left out: the register or its numbers do not tell',
      },
      how: {
        is: ['shared-walk', 'stray-export'],
        optional: true,
        about:
          'pages of a web server opened in the order of their numbers by many addresses in turn; or lists written out from the pages of staff to a network from which staff do not work',
      },
    },
  },
  'logs-silent': {
    about: { ja: '記録に攻撃の跡が見つからなかった', en: 'no trace of an attack found in the logs' },
    canPointToUs: false,
    fields: {
      coverage: { is: 'share', about: 'share of the time at risk that the logs cover' },
      parsed: { is: 'share', about: 'share of lines understood' },
    },
  },
  'drill-power': {
    about: { ja: '試験で見つけられた割合', en: 'what a drill found of what it planted' },
    canPointToUs: false,
    fields: {
      attack: { is: 'text', about: 'attack class id; never pooled' },
      planted: { is: 'count', about: 'planted' },
      found: { is: 'count', about: 'found' },
    },
  },
  'log-integrity': {
    about: { ja: '記録そのものが信じられるか', en: 'whether the logs can be believed' },
    canPointToUs: true,
    fields: {
      verdict: { is: ['altered', 'suspect', 'defect', 'no-sign'], about: 'as `akashi logs tamper` says' },
      sealed: { is: 'boolean', about: 'true when an external anchor proves the logs unchanged over the time at risk' },
      seals: {
        is: ['own', 'late', 'partial', 'outside'],
        optional: true,
        about:
          'what seals there are: own: nobody else saw them; late: seen after the complaint or long after the writing; partial: for some of the lines; outside: as `sealed`',
      },
      unchangedSince: {
        is: 'instant',
        optional: true,
        about:
          'outside: since when all lines of the time at risk are proven unchanged; late: when somebody else first saw a seal',
      },
    },
  },
  'page-exposure': {
    about: { ja: '弊社のページに表示されていた', en: 'shown on our own pages' },
    canPointToUs: true,
    fields: {
      level: { is: ['plain', 'entity', 'munge', 'cf', 'js'], about: 'how it was hidden' },
      visible: { is: 'boolean', about: 'whether a person sees it' },
      thisAddress: { is: 'boolean', about: "true when it is the complainant's address" },
      since: { is: 'instant', optional: true, about: 'since when' },
    },
  },
  'outside-on-form': {
    about: {
      ja: 'アドレスを入力する画面に組み込まれた他社のもの',
      en: 'things of other hosts on pages where an address is typed; it weighs nothing, since most sites have some and put them there knowingly',
    },
    canPointToUs: false,
    fields: {
      pages: { is: 'count', about: 'pages with a field for an address on which some stand' },
      hosts: { is: 'count', about: 'different hosts' },
      scripts: {
        is: 'count',
        about: 'scripts loaded from there, and places where a script of the page names such a host',
      },
      frames: { is: 'count', about: 'frames' },
      pixels: { is: 'count', about: 'images that nobody sees' },
      formTargets: { is: 'count', about: 'forms that send what is typed there' },
    },
  },
  'visible-recipients': {
    about: { ja: '宛先が見える形での一斉送信', en: 'our own mail sent with visible recipients' },
    canPointToUs: true,
    fields: {
      recipients: { is: 'count', about: 'visible recipients' },
      named: { is: 'count', optional: true, about: 'of them with a name beside the address, where a copy shows it' },
      includesThis: { is: ['yes', 'no', 'unknown'], about: "whether the complainant's address is among them" },
      thisNamed: {
        is: 'boolean',
        optional: true,
        about: 'whether a name stands beside that address, where a copy shows it',
      },
      sentAt: { is: 'instant', optional: true, about: 'when it went out, where a copy of the message shows it' },
      listMessages: { is: 'count', optional: true, about: 'messages, where all are the traffic of a mailing list' },
    },
  },
  // ---- what is known about other places --------------------------------------------------------------------------
  'breach-listed': {
    about: { ja: '他所の漏えい一覧との照合', en: 'look-up in lists of known breaches' },
    canPointToUs: false,
    fields: {
      listed: { is: 'boolean', about: 'found' },
      before: { is: 'boolean', about: 'dated before the first spam' },
      stealer: { is: 'boolean', optional: true, about: 'in stealer logs' },
      spamList: { is: 'boolean', optional: true, about: 'spam list only' },
    },
  },
  'known-leak-timing': {
    about: { ja: '既知の漏えいと登録時期', en: 'registration before or after a known leak of ours' },
    canPointToUs: true,
    fields: {
      registered: { is: ['before', 'after'], about: 'before: the record was in what leaked; after: it was not' },
    },
  },
  // ---- what could not be done, and what closes a finding ---------------------------------------------------------
  'not-possible': {
    about: { ja: '行えなかった確認', en: 'a check that could not be done' },
    canPointToUs: false,
    fields: {
      check: { is: 'text', about: 'check id' },
      minimum: { is: 'boolean', about: 'true when the gate counts it among the minimum checks' },
    },
  },
  'minimum-check': {
    about: { ja: '最低限の確認', en: 'a check the gate asks for before "no evidence"' },
    canPointToUs: false,
    fields: {
      check: { is: ['register', 'exports', 'vendors', 'logs'], about: 'which' },
      done: { is: 'boolean', about: 'true when done' },
    },
  },
  'innocent-explanation': {
    about: { ja: '無害な説明（署名あり）', en: 'a signed innocent explanation' },
    canPointToUs: false,
    fields: {
      of: { is: 'text', about: 'id of the fact it closes' },
      signedBy: { is: 'text', about: 'role' },
      evidence: { is: 'text', about: 'its own evidence' },
    },
  },
} as const satisfies Record<string, KindSpec>;
