// How each rule is seen in an English sentence. Apostrophes are plain here; curly ones are made plain before matching.
import { type Wordings, wordingBuilder } from '../rule.ts';

const words = {
  be: "(?:is|are|was|were|has been|have been|had been|isn't|aren't|wasn't|weren't|hasn't been|haven't been)",
  lost: 'leak(?:s|ed|ing)?|breach(?:ed)?|hack(?:ed)?|compromised?|exposed|stolen|lost|taken|accessed|disclosed|intru\\w{1,8}|broken into|drawn out|obtained',
  event: 'leak|breach|intrusion|compromise|hack|data loss|unauthori[sz]ed access|incident|exposure',
  ours: "data|details|information|systems?|servers?|network|records?|list|database|address(?:es)?|accounts?|customers?|site|website|company",
  found: 'confirm(?:s|ed)?|establish(?:es|ed)?|prov(?:e|es|ed)|verif(?:y|ies|ied)|determined?|concluded?|shows?|showed|demonstrate[sd]?|found|revealed|are certain|are sure|are satisfied',
  likely: 'chances?|likelihood|probability|possibility|risk|odds',
  figure: "\\d{1,3}(?:\\.\\d{1,2})?\\s?(?:%|percent|per cent)|(?:one|two|three|a|\\d{1,3}) in (?:a |one )?(?:hundred|thousand|ten|twenty|five|\\d{1,6})|(?:five|ten|twenty|fifty|ninety) per ?cent",
  people: 'customers?|users?|people|persons?|clients?|members?|one|body|recipients?',
  device: 'computer|device|pc|phone|machine|laptop|tablet|smartphone|mailbox|e-?mail account',
  elsewhere: "(?:your|the|an?|some) (?:e-?mail |internet |mail |network )?(?:provider|isp|carrier)|(?:another|some other|a different|any other|other) (?:company|companies|website|websites|site|sites|service|business|party|firm|shop)|someone else|somebody else|elsewhere",
  contractor: '(?:our )?(?:mailing |hosting |service |third-party )?(?:vendors?|providers?|suppliers?|contractors?|partners?|processors?)|(?:a |the )?third part(?:y|ies)|mailing (?:company|service)',
  date: '\\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)|\\{date\\}|\\d{4}-\\d{2}-\\d{2}',
} as const;

const rule = wordingBuilder(words);

export const englishWordings: Wordings = {
  OC01: rule([
    "\\b(?:could not|couldn't|can ?not|can't|could) possibly\\b|\\bnobody could|\\bno one could",
    '\\bimpossible (?:for|that|to)\\b|\\b(?:is|was|be) (?:quite |simply |completely |totally )?impossible\\b',
    '\\bnever\\b[^.]{0,20}\\b(?:leak\\w*|lost|lose|left|exposed?|compromised?|hacked|breached|sold|given away)\\b',
    '\\b100\\s?(?:%|percent|per cent)[^.]{0,12}\\b(?:certain|sure|safe|secure|confident|guarantee\\w*|proof)',
    '\\babsolutely (?:no|not|certain|impossible|sure)\\b',
    "\\bunder no circumstances\\b|\\bthere is no way\\b|\\b(?:cannot|can't|could not|couldn't) have (?:come|leaked|been|left|happened|originated)|\\bin no way\\b|\\bby no means\\b",
    '\\bdefinitely (?:not|did not|was not)|\\bwithout (?:a|any) doubt\\b|\\bbeyond (?:any |all )?doubt\\b',
  ]),
  OC02: rule([
    '\\b{found} that\\b[^.]{0,40}\\b(?:no|not|never|none|nothing)\\b[^.]{0,30}\\b(?:{lost}|{event})',
    '\\b(?:confirm(?:s|ed)?|establish(?:es|ed)?|prov(?:e|es|ed)|verif(?:y|ies|ied)|concluded?) (?:that )?(?:there (?:was|were|has been|is) )?no\\b',
    '(?<!show that )(?<!shows that )\\bthere (?:was|were|is|has been|have been|had been) no (?:data |security |personal data )?(?:{event})',
    '\\bno (?:personal |customer )?(?:data|information|details|records?|address(?:es)?|{event})\\b[^.]{0,20}\\b(?:took place|occurred|happened|(?:was|were|has been|have been) (?:ever )?(?:{lost}))',
    "\\b(?:your|the|our|customers?'?)\\b[^.]{0,24}\\b(?:{ours})\\b[^.]{0,12}\\b(?:was|were|is|are|has|have|had)(?:n't| not| never)(?: been)? (?:ever )?(?:{lost}|affected)",
    "\\bwe (?:did not|didn't|have not|haven't|never|do not|don't)(?: believe| think| consider| feel| see)?\\b[^.]{0,40}\\b(?:leak\\w*|lost?|lose|sold|sell|disclosed?|source|from us|by us|from our)\\b",
    "\\b(?:did|does|do|has|could)(?: not|n't) (?:originate|come|stem|leak|arise) from (?:us|our)\\b",
    "\\b(?:we|our company|our systems?)\\b[^.]{0,6}\\b(?:are|is|were|was)(?: not|n't) (?:the |a )?(?:source|cause|origin|involved|at fault)",
    "\\bunrelated to (?:us|our)\\b|\\bnothing to do with\\b|\\bno (?:connection|link|relation(?:ship)?) (?:to|with) (?:us|our)\\b",
    '\\bno reason to (?:believe|think|suspect|assume)\\b',
    "\\b(?:leak|breach|it|this)\\b[^.]{0,6}\\b(?:did not|didn't) (?:happen|occur|take place) (?:here|with us|on our|at our)",
    '\\bconfident that\\b[^.]{0,40}\\b(?:not|no|never|nothing)\\b',
    "\\bour (?:systems?|servers?|network)\\b[^.]{0,6}\\b(?:was|were|have|has|are|is)(?: not|n't) (?:been )?(?:breached|hacked|compromised)",
  ]),
  OC05: rule([
    '\\b(?:take|takes|took|taking)\\b[^.]{0,40}\\b(?:security|privacy|responsibilit\\w{1,5}|protection|data)\\b[^.]{0,40}\\bseriously\\b|\\btake your privacy\\b[^.]{0,10}\\bseriously',
    '\\bstate[- ]of[- ]the[- ]art|\\b(?:industry|market|world)[- ]leading|\\bworld[- ]class|\\b(?:bank|military)[- ]grade|\\bmost advanced\\b|\\bcutting[- ]edge|\\bbest[- ]in[- ]class',
    '\\b(?:top|highest|first|greatest|utmost|paramount) (?:priority|priorities|importance|concern)|\\bhighest (?:security )?standards|\\bparamount\\b',
    '\\babundance of caution|\\b(?:robust|strict|stringent|strongest|strictest) (?:security|measures|controls|protection)|\\bcommitted to (?:protecting|safeguarding|your privacy)',
  ]),
  OC06: rule([
    '\\b(?:never|not)\\b[^.]{0,20}\\b(?:happen|occur|recur|arise|be repeated|come about)(?:s|red)?\\b',
    "\\b(?:cannot|can't|could not) (?:happen|occur) (?:again|a second time)|\\bnothing like this (?:can|will|could|shall)",
    '\\bguarantee\\b[^.]{0,30}\\b(?:will|won|never|no|not|nothing|cannot|safe|secure)',
    '\\b(?:promise|assure you|you have our word)\\b[^.]{0,40}\\b(?:never|not|cannot|no)\\b',
  ]),
  OC07: rule([
    '\\brest assured\\b|\\bbe (?:re)?assured\\b|\\bset your mind at rest',
    "\\bno need to (?:worry|be concerned|be alarmed)|\\bnothing to (?:worry|fear|be concerned)|\\bno (?:cause|reason|grounds|need) for (?:concern|worry|alarm|anxiety)|\\bneed not (?:worry|be (?:concerned|alarmed))|\\b(?:do not|don't) (?:worry|be (?:concerned|alarmed|afraid))",
    '\\byou can be (?:confident|sure|certain)|\\bsafe (?:and secure )?with us\\b',
    '\\b(?:data|details|information|address(?:es)?|account)\\b[^.]{0,14}\\b(?:is|are|remains?|stays?) (?:perfectly |completely |entirely |totally |still )?(?:safe|secure|protected)',
  ]),
  OC08: rule([
    '\\b(?:zero|no|nil|not the slightest|not any) (?:risk|chance|possibility|likelihood|probability)\\b',
    '\\b{likely}\\b[^.]{0,40}\\b(?:zero|nil|negligible|vanishing\\w{0,2}|non-?existent|none)\\b',
    '\\b(?:virtually|practically|almost|as good as) (?:certain|impossible|certainly not|zero)',
    '\\b\\d{1,3}\\s?% (?:chance|probability|likelihood)\\b',
  ]),
  OC09: rule([
    '\\b(?:nothing|no (?:\\w{1,12} ){0,2}(?:entries|entry|trace|traces|records?|activity|lines?))\\b[^.]{0,30}\\b(?:so|therefore|thus|hence|which (?:means|proves|shows|tells)|proving|meaning|this (?:means|proves))\\b[^.]{0,60}\\b(?:no|not|nobody|never|nothing|none|neither)\\b',
    '\\b(?:as|because|since|given that)\\b[^.]{0,40}\\b(?:logs?|records?)\\b[^.]{0,40}\\b(?:no|nothing|not|nobody)\\b',
    '\\b(?:as|because|since|given that)\\b[^.]{0,10}\\b(?:nothing|no)\\b[^.]{0,30}\\b(?:logs?|records?)\\b',
    '\\b(?:logs?|records?)\\b[^.]{0,16}\\b(?:prove|proves|confirm|confirms) (?:that )?(?:no|nothing|there)',
  ]),
  OC10: rule([
    "\\b(?:no|not one|none)(?: of)?(?: our| the)? other {people}\\b[^.]{0,20}\\b(?:affected|concerned|involved|impacted|exposed)",
    '\\b(?:nobody|no ?one) else\\b[^.]{0,14}\\b(?:affected|concerned|involved|impacted|exposed)',
    "\\bother {people}'?s?'?\\b[^.]{0,30}\\b(?:(?:was|were|is|are|has|have)(?: been)?(?: not|n't)|safe|unaffected|remains?)\\b",
    '\\b(?:all|every) other {people}\\b[^.]{0,30}\\b(?:safe|unaffected|not affected|secure)',
    '\\bno customers? (?:was|were|have been) affected',
  ]),
  OC11: rule([
    '\\b(?:experts?|specialists?|auditors?|consultants?|security (?:firm|company|specialists?)|third part(?:y|ies)|professionals?)\\b[^.]{0,20}\\b(?:confirmed|certified|verified|assured|cleared|approved|attested|found (?:everything|nothing|no)|gave)\\b',
  ]),
  OC12: rule([
    '\\b(?:{likely}|likely|unlikely|estimate\\w{0,2}|certain|sure|confidence)\\b[^.]{0,32}(?:{figure})',
    '(?:{figure})[^.]{0,16}\\b(?:{likely}|likely|unlikely|certain|sure|confiden\\w{1,3})\\b',
  ]),
  BL01: rule([
    "\\byour (?:own )?(?:{device})\\b[^.]{0,30}\\b(?:infected|compromised|hacked|malware|virus|insecure|unprotected|the (?:cause|reason|problem)|to blame)",
    '\\b(?:virus|malware|trojan|spyware|keylogger)\\b[^.]{0,16}\\b(?:on|in) your\\b',
    '\\binfected (?:{device})\\b',
  ]),
  BL02: rule([
    "\\byou(?:'re| are| were)(?: simply| just| quite)? (?:wrong|mistaken|confus\\w{2,3})(?! to be)\\b|\\byou must have\\b|\\byou(?: have| seem to have| may have| appear to have)? misunderst",
    "\\byou (?:may|might|could|probably|possibly|perhaps|surely|evidently)(?: well)? have (?:forgotten|given|entered|typed|used|published|posted|signed)",
    "\\b(?:do|may|might|can|perhaps) not remember|\\byou (?:don't|can't) (?:remember|recall)|\\byou (?:have )?forgot",
    '\\b(?:simply|just|plainly) (?:not true|untrue|false|wrong)|\\byou (?:gave|passed|published|posted|entered)\\b[^.]{0,30}\\b(?:others?|another|elsewhere)\\b',
  ]),
  BL03: rule([
    '\\baddress\\b[^.]{0,14}\\b(?:is|was|being)\\b[^.]{0,14}\\b(?:easy|simple|short|guessable|easily guessed|predictable|obvious|weak)\\b',
    '\\b(?:simple|short|obvious|predictable|guessable|common|weak)\\b[^.]{0,20}\\b(?:address(?:es)?|names?)\\b[^.]{0,40}\\b(?:attract|spam|expect|guess\\w{0,2}|target\\w{0,2}|bound|invite)',
    '\\baddress as (?:simple|short|obvious|common)',
    '\\beasily guessed\\b',
  ]),
  BL04: rule([
    "\\b(?:please|kindly|must|need to|have to|ask you to|unless you|until you|can you|should|would you)\\b[^.]{0,30}\\b(?:prove|proof|evidence|substantiate|demonstrate)\\b",
    '\\bwithout (?:any |some )?(?:proof|evidence)\\b[^.]{0,14}\\b(?:you|we)\\b|\\bburden (?:of proof )?(?:is|lies|rests)|\\b(?:show|provide|produce|submit) (?:us )?(?:some |any |your )?(?:proof|evidence)',
    '\\bunless you can (?:prove|show)',
  ]),
  BL05: rule([
    "(?:{elsewhere})\\b[^.]{0,40}\\b(?:leaked|lost|sold|sell|passed (?:it|them|your)|disclosed|gave|breached|hacked)\\b",
    "(?:leaked|sold|lost|disclosed|passed on|obtained)\\b[^.]{0,8}\\b(?:by|from|at|through)? ?(?:{elsewhere})",
    '\\b(?:breach|leak) (?:at|of|from|by) (?:{elsewhere})',
    '(?:{elsewhere})\\b[^.]{0,10}\\b(?:is|are|was) (?:to blame|at fault|responsible|the source)',
    '\\bleaked by (?:your|another|the)\\b',
  ]),
  BL06: rule([
    "\\b(?:{contractor})\\b[^.]{0,50}\\b(?:not (?:with )?(?:us|ours?)\\b|rather than|(?:solely |entirely )?to blame|at fault|outside our|own fault)",
    '\\b(?:fault|blame|responsibility) (?:lies|rests|is) (?:entirely |solely |only )?with\\b(?! us\\b)',
    '\\b(?:occurred|happened|arose) (?:outside|at our (?:vendor|provider|partner|supplier))\\b',
    '\\bcaused (?:entirely |solely |only )?by (?:a|our|the) (?:{contractor})|\\boutside (?:of )?our (?:responsibility|control|remit|influence)',
    '\\boutside of (?:our|the) (?:company|systems?)\\b',
  ]),
  BL07: rule([
    "\\b(?:recommend|suggest|advise|should|only (?:solution|way|remedy|option)|must|best to|please)\\b[^.]{0,40}\\b(?:chang\\w{1,3}|switch\\w{0,3}|get|open|create|use|move)\\b[^.]{0,24}\\b(?:address|mailbox|e-?mail account)\\b",
  ], ["\\b(?:reply|write|respond|answer) (?:from|to)\\b|\\bwe (?:will|can) change\\b"]),
  BL08: rule([
    '\\bno ?(?:one|body) else (?:has |had )?(?:complained|reported|contacted|raised|noticed)',
    '\\bno other (?:complaints?|reports?|{people} (?:has |have |had )?(?:complained|reported))',
    '\\b(?:you are|yours is|are) the (?:only|first)\\b|\\bonly (?:customer|person|one|complaint)\\b[^.]{0,10}\\b(?:who|to|has|that|we)\\b',
    '\\b(?:not one|none) of (?:them|our|the)\\b[^.]{0,24}\\b(?:complain\\w{0,3}|report\\w{0,3})',
  ]),
  BL09: rule([
    '\\bevery(?:one|body) (?:gets|receives|has|else gets|suffers)\\b|\\bhappens to every|\\bfact of (?:modern )?life|\\bpart of (?:modern |everyday )?life',
    '\\b(?:only|just|merely|simply|nothing more than|no more than)\\b (?:a |an )?(?:few |some |bit of )?(?:minor )?(?:nuisance|annoy\\w{1,4}|inconvenien\\w{1,3}|spam|junk|unwanted|harmless)',
    '\\b(?:does|do|did|causes?|caused) no (?:real |actual |great )?(?:harm|damage)|\\bno (?:real |actual )harm\\b|\\bharmless\\b',
  ]),
  BL10: rule([
    '\\blegal (?:action|steps|proceedings|measures|consequences|rights)|\\bdefam\\w{2,7}|\\blibel|\\bslander|\\blawsuit|\\blitigation|\\bsolicitors?\\b|\\bsue (?:you|for)|\\btake you to court',
  ]),
  BL11: rule([
    '\\byou(?:r)? (?:also |now |still |repeatedly )?(?:alleg\\w{1,6}|claim|claimed|assert\\w{0,6}|contend|insist|purport|accus\\w{1,6})\\b|\\balleg(?:ed|edly|ation)\\b|\\bso-called|\\bpurported|\\baccusations?\\b',
  ]),
  LI01: rule(['\\bapologi[sz]e for (?:leaking|the leak|losing|the breach|having leaked)', '\\bwe (?:have )?(?:leaked|lost) your\\b']),
  LI02: rule([
    "\\b(?:accept|take|assume|bear|admit|acknowledge)s?\\b[^.]{0,6}\\b(?:full|complete|entire|total|sole|all|our)?\\s?(?:responsibility|liability|blame|guilt|fault)\\b",
    "\\b(?:entirely|wholly|solely|completely|all) (?:our|ours)\\b|\\bour (?:own )?(?:fault|negligence)\\b|\\bblame is (?:ours|with us)|\\bwe are (?:fully |entirely |solely |wholly )?(?:liable|to blame|at fault|guilty)|\\bwe are (?:fully|entirely|solely|wholly) responsible",
  ]),
  LI03: rule([
    '\\b(?:will|shall|would like to|going to|can offer|are happy to)\\b[^.]{0,20}\\b(?:compensat\\w{1,4}|reimburs\\w{1,4}|indemnif\\w{1,3}|refund|pay (?:you|for|your)|make good)',
    '\\b(?:voucher|gift card|goodwill (?:payment|gesture)|credit note|as compensation|by way of compensation)\\b|\\bbe (?:fully )?(?:reimbursed|compensated|refunded)\\b',
  ]),
  LI04: rule([
    "\\bwithout (?:any )?(?:admission|admitting|accepting|acknowledging|prejudice)|\\bnot\\b[^.]{0,24}\\b(?:admission|acknowledg\\w{1,7}|admitting)\\b|\\bno liability\\b",
  ]),
  LI05: rule([
    "\\bnot (?:a )?(?:reportable|notifiable)|\\b(?:no|not)(?: a)?(?: legal| legally| statutory)?(?: obligation| duty| requirement| required| obliged| need)\\b[^.]{0,14}\\bto (?:report|notify|inform)",
    "\\b(?:no|not in|not a|not been any|without) (?:violation|breach|infringement) of(?: the| any)?(?: applicable)? (?:gdpr|laws?|regulations?|data protection|appi)",
    '\\bcompl(?:y|ied|iant|ies)\\b[^.]{0,10}\\b(?:with )?(?:the |all |every )?(?:\\w{1,12} )?(?:gdpr|laws?|data protection|appi|regulations?)\\b',
    '\\bnot (?:amount to|constitute|qualify as|count as|fall under)\\b[^.]{0,24}\\b(?:breach|personal data|gdpr)',
  ]),
  LI07: rule([
    '\\b(?:sorry|apologi[sz]e|apologies|regret)\\b[^.]{0,16}\\bif (?:you|any|this|we|it|the)\\b|\\bany (?:inconvenience|offen[cs]e|upset|distress)\\b',
    '\\bsorry (?:that )?you (?:feel|felt|think|see)\\b|\\b(?:if|should) (?:we|you|this|it)\\b[^.]{0,40}\\b(?:apologi\\w{1,4}|sorry)\\b',
  ]),
  LI08: rule([
    '\\b(?:harm|damage|suffering|devastation)\\b[^.]{0,6}\\b(?:we (?:have )?(?:caused|done)|caused)|\\bunreservedly\\b|\\bimmense\\b|\\bterribl[ey]\\b|\\bbeg (?:for )?your (?:forgiveness|pardon)|\\bcatastroph\\w{1,3}|\\bdevastat\\w{2,4}|\\bunforgivable',
  ]),
  CL01: rule([
    '\\b(?:may|might|could)\\b[^.]{0,12}\\b(?:possibly|potentially|perhaps|conceivably)\\b|\\b(?:possibly|potentially|perhaps)\\b[^.]{0,24}\\b(?:may|might|could|possibly|potentially)\\b',
  ]),
  CL02: rule([
    '\\b(?:small|limited|tiny|certain|relatively few) (?:number|subset|fraction|portion|group|proportion) of\\b|\\bhandful\\b|\\b(?:some|several|a few|very few|(?<!how )many|numerous|a couple of|only few) (?:of our |other )?(?:customers|users|of you|people|persons|members|subscribers)\\b|\\b(?:very|only|relatively) few (?:\\w{1,12} )?(?:records|addresses|entries|customers|people)',
    "\\ba few people's\\b",
  ]),
  CL03: rule(
    [
      "\\bas soon as (?:possible|we|practicable|it)|\\bin due course|\\bshortly\\b|\\bat a later date|\\bin the near future|\\bsoon\\b|\\bearliest (?:convenience|opportunity)|\\bonce we (?:know|learn|have (?:more|further|finished|completed|any|news|results))|\\bwhen we (?:know|have) (?:more|further|any)|\\bin the coming (?:days|weeks|months)|\\bbefore long\\b|\\bin a timely manner|\\bwithin a reasonable",
    ],
    ['{date}'],
  ),
  CL04: rule([
    '\\b(?:WAF|SQLi|SQL injection|IoCs?|SIEM|XSS|CSRF|C2|IDS|IPS|TTPs?|SPF|DKIM|DMARC|ACLs?|CVE(?:-\\d{1,8}){0,2}|MTA|payloads?|exfiltrat\\w{1,4}|hash(?:es|ed)|endpoints?|API keys?|DNS|TLS|SSH|forensic\\w{0,5}|spoofed|vulnerabilit\\w{1,4})\\b(?! \\()',
  ]),
  CL06: rule([
    "\\b(?:is|was) (?:most |very |deeply )?(?:regrettable|regretted|unfortunate)|\\bmistakes were made|\\bregrettably\\b|\\b(?:an )?errors? (?:occurred|took place|was made|were made|happened|crept)|\\bsituation (?:arose|has arisen|occurred)",
  ]),
  CL10: rule([
    '\\bnew offers?|\\bspecial offers?|\\bthank you for (?:shopping|choosing|your custom|your business|being a)|\\blook forward to (?:serving|welcoming|seeing)|\\bour (?:new |latest )?(?:spring|summer|autumn|winter|new|latest) (?:collection|range|catalogue|products?|season)|\\bvalue your (?:custom|business|loyalty)|\\bhope to see you|\\b% off\\b|\\d\\s?% off|\\bnext order|\\bdiscounts?\\b|\\btake a look at our',
  ]),
  JP01: rule(['\\bhope (?:this )?[^.]{0,24}\\b(?:finds? you)|\\bhope (?:that )?you are (?:well|keeping)|\\btrust you are well']),
  JP03: rule(['\\b(?:just )?a quick (?:note|reply|e-?mail|line)|\\bjust a (?:short|brief) (?:note|line)']),
  JP04: rule([]),
  JP05: rule([
    "\\b(?:trust|hope|appreciate|ask)\\b[^.]{0,16}\\b(?:you (?:will )?(?:understand|accept|appreciate)|your (?:kind )?(?:understanding|patience))|\\b(?:matter|case|ticket|file|complaint)\\b[^.]{0,10}\\b(?:(?:is|as|are) )?(?:now )?closed|\\bno further (?:correspondence|reply|response|comment)|\\bnot (?:enter into|engage in|respond to) (?:any )?further|\\bnothing (?:further|more|else) (?:that )?we can|\\bfinal (?:response|word|reply)\\b",
  ]),
  JP06: rule(['\\bDear (?:our )?(?:valued |esteemed )?(?:customers?|users?|valued|sir|madam|client|member|subscriber|all\\b)|\\bto whom it may concern|\\bXXX\\b']),
  PR01: rule(['\\bsubject:[^\\n]*@']),
  PR03: rule(
    [
      '\\b(?:send|forward|reply with|confirm|provide|give|tell|e-?mail|enter|return|share|quote|state|supply)\\b[^.]{0,16}\\b(?:your|the)\\b[^.]{0,14}\\b(?:password|mailbox|login|pin|card number|credentials|passcode|bank details)\\b',
    ],
    ["\\b(?:never|do not|don't|not to|please do not)\\b[^.]{0,20}\\b(?:send|give|share|tell|forward|enter)\\b"],
  ),
  PR04: rule(['(?<!x)https?://(?!\\{)']),
};
