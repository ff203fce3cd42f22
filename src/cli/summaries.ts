// What each command is for, in a line: the list of commands prints them without loading any command.

export const summaries = {
  investigate: 'the main job: checks, weights, letters, report and pack from one complaint and whatever else there is',
  preserve:
    'the first hour: what must not be deleted, scripts that collect copies, and whether copies are still what was collected',
  letter: 'writes a letter to the customer from a case, every sentence from its evidence',
  lint: 'checks the wording of a letter: claims beyond the evidence, blame, vague promises',
  approve:
    'approves the exact bytes of a letter: by a second person, or by one person with a reason and a ten-minute wait; any later change voids it',
  review:
    'examines a case again and lays every letter that was sent beside it; drafts the correction where one is owed',
  clocks: 'what is due when, by the conservative and the decided clock; not legal advice',
  report: "a draft of the authority's form: what is known, what is open, what changed since the last; not legal advice",
  counsel:
    'makes a folder for working with counsel: it says that it may have to be disclosed, and lies outside the case',
  'logs read': 'what each log is, how much of it was understood, and over which time',
  'logs detect': 'attacks in logs, judged per actor, with signs of success',
  'logs tamper': 'signs that logs were altered, how strong each is, and what could not be seen from these files',
  drill: 'what the checks would have seen: known attacks planted, and stretches removed, in a copy of these logs',
  mail: 'what each mail is, where it came from, and what it says about how its sender got the address',
  address: 'how easily an address can be made up: guess number with interval, and against your own register',
  pages: 'addresses that your own pages give away, how, where, and whether a person can see them',
  weigh: 'weighs every way the address may have reached the spammer, and says what a letter may state',
  'lookup breaches':
    'whether an address stands in lists of known breaches; six of forty digits of a hash leave the machine, and only with --send',
  'lookup dns':
    'asks DNS for what SPF, DKIM, DMARC and ARC of mails rest on and writes the answers down for mail --dns; only with --send',
  verify: 'checks an evidence pack, offline; with a key, also who signed it; with the sources, also every quoted line',
  'ledger init': 'makes an empty tamper-evident log and publishes its first checkpoint',
  'ledger seal': 'seals log files line by line, from where it stopped last time, through rotation and compression',
  'ledger verify-logs':
    'compares log files with their seals: which line was changed, removed or inserted, and since when',
  'ledger append': 'adds entries to a log; returns once they are durable and under a published checkpoint',
  'ledger prove': 'prints a C2SP tlog-proof that an entry stands in the log: anyone can check it, offline',
  'ledger verify':
    'verifies a whole log, ours or of another implementation, from a folder or over HTTP: every entry and every tile',
  'ledger anchor':
    'ties the log to the calendar: a line with a QR code to mail or print, and, with --tsa, a timestamp by somebody else',
  'ledger serve': 'serves a log over HTTP as C2SP tlog-tiles, until stopped',
  'ledger custody':
    'who held whose data, as entries that can be forgotten again; an erasure is refused while a case holds the log',
  'ledger gc': 'removes partial tiles that a full tile has replaced; refused while a case holds the log',
  'witness serve':
    'cosigns the checkpoints of other logs, so that they cannot show different people different histories',
  'rules check': 'says which Sigma rules parse and compile, and why the others do not',
  simulate: 'tries the model in simulated worlds: scores, calibration, coverage of its intervals',
} as const;
