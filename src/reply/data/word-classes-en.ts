// Words that stand for each other in what a letter claims. Matched as whole words; the first alternative that matches wins.
import type { WordClass } from '../learned-data.ts';

export const englishClasses: readonly WordClass[] = [
  // who we are
  { name: 'own', words: 'the company|our company|this company|our organi[sz]ation|the bank|our bank|this bank|a bank like ours|the hotel|our hotel|the charity|this charity|our charity|the firm|our firm|our (?:it |technical |security )?(?:team|department|staff|colleagues|technicians|engineers|employees)|the (?:staff|team)|us|we' },
  // whose it is: ours
  { name: 'our', words: 'our|ours|our own' },
  // our side
  { name: 'self', words: 'ourselves|our side|our end|our hands|our part' },
  // our systems
  { name: 'sys', words: 'systems?|servers?|network|databases?|infrastructure|website|web site|site|platform|reservation system|booking system|computers? of ours|house|premises' },
  // what was entrusted to us
  { name: 'data', words: '(?:personal |customer |your |guest |user )?(?:data|details|information|records? of (?:you|yours)|particulars)|(?:e-?mail )?addresses|(?:e-?mail )?address|(?:mailing |customer |guest |member |donor )?lists?|customer records?' },
  // leaking, taking, breaking in
  { name: 'leak', words: 'leak(?:s|ed|ing|age)?|breach(?:es|ed)?|compromised?|hacked|hack|stolen|theft|stole|exposed|exposing|exposure|disclosed|disclosing|spilled|lost|losing|escaped?|copied|copying|taken|took|exfiltrated|harvested|intrusions?|intruders?|break-?ins?|broken into|broke in|broken in|got in|get in|got out|unauthori[sz]ed access|accessed|incidents?|siphoned off|passed on|sold' },
  // companies that work for us
  { name: 'vendor', words: '(?:our |the |mailing |e-?mail |hosting |outside |external ){0,3}(?:vendors?|suppliers?|contractors?|processors?|partners?|agency|agencies|mailing (?:house|company)|hosting (?:company|provider)|newsletter company|printers?|printer\'s|outsourcer|third[- ]part(?:y|ies)|service provider|sub-?contractors?)' },
  // companies that do not
  { name: 'other', words: '(?:another|other|some other|a different|different|some|any other|one of the (?:many )?other) (?:company|companies|sites?|websites?|web sites?|shops?|online shops?|stores?|services?|firms?|businesses)|your (?:internet |e-?mail |mobile )?(?:provider|carrier|isp|employer|bank)|social (?:media|networks?)|(?:a |your )?friend(?:\'s|s)?|someone else|somebody else|elsewhere|phone company' },
  // what the customer owns
  { name: 'dev', words: '(?:your |own )*(?:computers?|laptops?|pcs?|phones?|smartphones?|devices?|mailbox|e-?mail account|browser|machine)|viruses|virus|malware|infected|infection|passwords?' },
  // customers
  { name: 'cust', words: 'other (?:customers?|guests?|members?|users?|subscribers?|people|clients?)|(?:no one|nobody|anyone|anybody|everyone|everybody) else|customers|guests|members|users|subscribers|people|clients|individuals' },
  // looking
  { name: 'check', words: 'checked|check|checks|examined|examination|examine|reviewed|review|searched|search|looked (?:at|into|through)|went through|inspected|inspection|investigated|investigation|investigations|inquiry|enquiries|analysis|analysed|audit|tested|tests?|scan(?:ned)?' },
  // what was looked at
  { name: 'log', words: '(?:access |server |web server |sending )?(?:logs?|log entries|log files?|records|entries|history|access history)' },
  // finding
  { name: 'find', words: 'found|find|finding|findings|seen|see|saw|detected|discovered|identified|noticed|came across|turned up' },
  // being sure
  { name: 'confirm', words: 'confirmed?|confirms|established|proved|proven|proves?|shown|shows?|demonstrated?s?|verified|determined|concluded?|conclusion|ascertained|clear|evident|certain|sure|satisfied|convinced|confident|no doubt|beyond doubt|obvious|plain' },
  // saying
  { name: 'say', words: 'say|says|said|saying|state[ds]?|tell|told|telling|claim(?:ed|ing|s)?|assert(?:ed)?|report(?:ed)?|inform(?:ed)?|write|wrote|written|repeat' },
  // thinking
  { name: 'think', words: 'think|thought|believe|believed|consider(?:ed)?|regard(?:ed)?|assume[ds]?|suppose|suspect|expect|feel|imagine|reckon' },
  // promising
  { name: 'promise', words: 'promise[ds]?|guarantee[ds]?|assure[ds]?|assurance|pledge|vow|our word|my word|rest assured|be assured|vouch(?:es)?' },
  // what may be
  { name: 'poss', words: 'possible|possibility|chances?|risk|likelihood|probability|odds|likely|unlikely|probable|probably|may|might|could|perhaps|maybe|conceivabl[ey]|potentially|possibly' },
  // what may not be
  { name: 'imposs', words: 'impossible|impossibility|inconceivable|unthinkable|out of the question|cannot possibly|could not possibly|no way|nil|zero|negligible|excluded|ruled out|rule out|excludes?' },
  // safety
  { name: 'safe', words: 'safe|secure|secured|protected|sound|in order|intact|untouched|unaffected|under control|in safe hands|well looked after|fine|clean|unharmed' },
  // worry
  { name: 'worry', words: 'worry|worried|worries|concern|concerned|alarm(?:ed)?|fear|danger|anxious|anxiety' },
  // apology
  { name: 'sorry', words: 'sorry|apologi[sz]e[ds]?|apolog(?:y|ies)|regret(?:ted)?|forgive(?:ness)?' },
  // cause and fault
  { name: 'fault', words: 'fault|blame|blamed|responsible|responsibility|liable|liability|negligence|mistake|error|careless|carelessness|cause[ds]?|source|origin(?:ate[ds]?)?|culprit|reason|accountable' },
  // courts and lawyers
  { name: 'law', words: 'legal action|lawyers?|solicitors?|court|sue|lawsuit|litigation|injunction|defamatory|defamation|libel(?:lous)?|legal steps?|legal consequences|police|damages|actionable|proceedings' },
  // duties by law
  { name: 'duty', words: 'gdpr|the law|lawful(?:ly)?|legal(?:ly)?|regulators?|supervisory authority|commissioner|notif(?:y|ication|iable)|reportable|obligation|obliged|required|duty|compl(?:y|ied|iance)' },
  // money and gifts
  { name: 'money', words: 'compensat(?:e|ion|ing)|refund|reimburse|vouchers?|gift cards?|gifts?|credit(?:ing)?|discount|points|pay|paid|costs?|expenses?' },
  // vague times
  { name: 'soon', words: 'soon|shortly|as soon as possible|in due course|before long|at the earliest|earliest opportunity|in the coming (?:days|weeks)|as quickly as|presently|a little longer|in the near future|bear with us' },
  // vague numbers
  { name: 'few', words: 'a (?:small|limited|tiny) (?:number|group|set|subset|fraction|portion)|a handful|handful|a few|few|some|several|a number|most|many|quite a (?:lot|few)|a fraction|relatively few|a limited' },
  // making light of it
  { name: 'minor', words: 'nuisance|annoyance|trivial|minor|harmless|no harm|fact of life|storm in a teacup|only|just|simply|merely|everyone gets|happens to everyone|nothing to get upset' },
  // form of an address
  { name: 'easy', words: 'easy to guess|simple|short|guessable|predictable|obvious|common|guess(?:ed)?' },
  // the future
  { name: 'again', words: 'never again|again|recur(?:rence)?|repeated|repeat itself|in (?:the )?future|from now on|last time|second time|any recurrence' },
  // proof
  { name: 'proof', words: 'proof|prove|evidence|substantiate|demonstrate|basis|grounds|documentation' },
  // being wrong
  { name: 'wrong', words: 'wrong|mistaken|incorrect|confus(?:ed|ing)|forgotten|overlooked|misremember|untrue|not true|unfounded|exaggerat\\w{1,8}' },
  // taking back
  { name: 'retract', words: 'withdraw|withdrew|retract|take back|should not have|should never have|premature|misleading|too far|disregard|correct(?:ed|ion)|was wrong|were wrong|dismissive' },
  // a day
  { name: 'date', words: '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?0 (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: 0)?' },
];
