// What an English sentence shows by itself, whatever it means: see ../exact.ts. Every pattern was laid over all honest
// sentences of ../fixtures and falls on none of them; a new one has to pass the same test.
import { type Wordings, wordingBuilder } from '../rule.ts';

const words = {
  people: 'customers?|members?|people|persons|individuals|participants|parents?|families|users?|subscribers?|recipients|entries|addresses|records|accounts|respondents|clientele',
  titled: '(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.? [A-Z]\\w{1,20}',
  same: '(?:told us|tells us|reported|reports|complained of|wrote|said|has had|had|received) (?:us )?(?:about )?(?:exactly |precisely |much )?the (?:very )?(?:same|like)',
  bait: 'decoys?|decoy|honey ?(?:pots?|tokens?|address(?:es)?)|canar(?:y|ies)|tracer|bait|trap|tripwire',
  later: 'when (?:he|she|they|we|I) (?:can|gets? a moment|gets? round to it|finds? the time|(?:is|are|am) able(?: to)?)|when (?:appropriate|convenient)|sooner or later|at some point|in good time|at the earliest opportunity|in due course|before long|by and by|once the dust has settled|once our (?:internal )?\\w{1,12} (?:have|has) run (?:their|its) course|once we (?:are|find ourselves) in a position to|as (?:and when|soon as) we (?:can|are able)',
  promise: '(?:will|shall|can expect to|is expected to|are expected to)',
  month: '(?:january|february|march|april|may|june|july|august|september|october|november|december)',
} as const;

const rule = wordingBuilder(words);
/** A day or an hour in the same promise: then it has one. */
const byDay = '\\b(?:by|on|until|before|at|every|from) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|(?:the )?\\d|noon)';
/** Whom to ask for is said after all: a name, a number, an address. */
const named = ['\\d|@|\\b(?:Mr|Mrs|Ms|Miss|Dr)\\b|\\bask for [A-Z]|\\bnot (?:have to|need to)\\b'];

export const englishExact: Wordings = {
  CL02: rule([
    '\\b(?:a|an|some) (?:very |rather )?(?:small|modest|tiny|fair|fair few|good few|certain|insignificant|negligible|limited|minor|unknown)(?: (?:share|portion|part|number|few|fraction|percentage|proportion))? of (?:the |our |all |those )?\\d[\\d,.]{0,9} {people}',
    '(?<!how )\\b(?:some|several|a few|a handful|most|many|part|a part) of (?:the |our |all |those )?\\d[\\d,.]{0,9} {people}',
  ]),
  CL03: rule([`\\b{promise} (?![^.;]{0,90}${byDay})[^.;]{0,60}\\b{later}`, `\\b(?:once|when) we (?:are|find ourselves) in a position to\\b[^.]{0,60}\\bwill\\b(?![^.;]{0,90}${byDay})`]),
  CL07: rule(
    [
      '(?:^|\\b(?:please|kindly|just|simply|(?:do )?feel free to|you (?:can|may)(?: always)?|please do) )(?:contact|call|ring|phone|e-?mail|write to|reach(?: out to)?|get in touch with|turn to|ask|speak to|consult|direct [^.]{1,30} to|address [^.]{1,30} to)\\b (?:(?:the|our|any|a|one of) )?(?:(?:our|main|central|general|responsible|relevant|competent|appropriate|usual|local) ){0,2}(?:support(?: team| desk)?|customer (?:service|services|support|care)|help ?(?:desk|line)|switchboard|departments?(?: responsible| in charge)?|staff|front desk|reception|office|channels?|number|address|hot ?line|call cent(?:re|er))\\b',
      '\\b(?:reach out|get in touch|contact us|write in)\\b[^.]{0,20}\\b(?:through|via|by) (?:the |our )?(?:usual|normal|known|regular) (?:channels?|address|number|way)\\b',
      '\\bjust get in touch\\b|\\b(?:website|web site|shop|office|counter) (?:and|or) (?:just )?ask (?:around|our staff|the staff|someone|anyone)\\b',
      '^(?:someone|somebody|anyone|any(?: member)? of (?:our )?staff|a colleague)(?: in| at| from)?(?: the| our)?(?: \\w{1,12}){0,2} (?:will|would) be (?:able|happy|glad|pleased) to (?:help|assist)(?: you)?\\.?$',
    ],
    named,
  ),
  JP06: rule([
    '^\\W{0,2}(?:Dear|Hello|Hi|Good (?:morning|day|afternoon))(?: dear)? (?:our |all |fellow )?(?:valued |esteemed |loyal )?(?:account ?holders?|card ?holders?|policy ?holders?|customers?|users?|members?|parents?|subscribers?|guests?|patients?|pupils|participants?|recipients?|patrons?|residents?|applicants?|complainants?|madam|sirs?|clients?|partners?|donors?|readers?)\\b(?! [A-Z]\\w+[,:]?$)[^.]{0,40}[,:!]?$',
    '^\\W{0,2}(?:Dear|Hello|Hi) (?:everyone|everybody|all|there|name|X{2,8}|N\\.? ?N\\.?)[,:!]?$',
    '^\\W{0,2}(?:Dear|Hello|Hi)[^.]{0,12}(?:[\\[<](?!to fill)[^\\]>]{0,14}(?:name|title|insert)|_{2,}|\\*{2,}|\\((?:insert|name|first|surname|please)|(?:first|last|full|customer|your) name here)',
    '^\\W{0,2}(?:attention|attn|to)\\b:? (?:all|our|every)(?: of)?(?: our| the)?(?: \\w{1,12}){0,2} (?:customers|users|members|parents|subscribers|guests|clients|clientele|participants|recipients|residents|readers|donors)\\b[^.]{0,30}[.:,!]?$',
    '^\\W{0,2}(?:attention|attn|to)\\b:? (?:our |all )(?:valued |esteemed |loyal |dear )?(?:customers|users|members|parents|subscribers|guests|clients|clientele|participants|recipients|residents|readers|donors)\\b[^.]{0,30}[.:,!]?$',
  ]),
  PR01: rule(
    [
      '^\\W{0,2}(?:re|title|title of this e-?mail|subject|regarding)\\s?:[^\\n]{0,80}[\\w.+-]{1,64}@[\\w.-]{3,80}',
      '\\b{titled}(?:\'s \\w{1,12})?,? (?:[^.;]{0,60}[, ])?(?:has |have |also )?(?:also )?{same}\\b',
      '\\b(?:the )?(?:other|another|second|fellow) (?:complainant|customer|person|member|parent|victim|user)s?(?: \\w{1,12}){0,3} (?:is|are) (?:called|named|a certain|{titled})\\b',
      '\\b(?:attached|enclosed)(?: please find| you will find)?(?: is| are)? (?:the |our |a )?(?:(?:complete|full|whole|entire) list of (?:the |our |all )?{people}|(?:parents|members|participants|customers|guests|pupils|users|respondents)\' (?:list|names|addresses))',
      '\\b{titled} (?:of|from) [A-Z]\\w{2,20} (?:has |have )?(?:also )?(?:complained|reported|was hit|is affected)\\b|\\b{titled}, who (?:was|is|has been|had been) (?:also )?(?:hit|affected|a victim)\\b',
      '\\b(?:here|these|below|following) are the (?:names|addresses|numbers) of the other\\b',
      '\\b[A-Z]\\w{1,20} [A-Z]\\w{1,20},? (?:aged \\d{2}|\\d{2} years old)',
      '\\b(?:copying in|put(?:ting)? in copy|in copy to) (?:the |all )?(?:\\w{1,12} ){0,2}(?:others?|other \\w{1,12}|complainants)\\b',
      '\\b(?:in question|concerned|responsible),? {titled}\\b[^.]{0,60}\\b(?:lives|living|resident|suspended|dismissed)\\b',
      '[\\w.+-]{1,64}@[\\w.-]{3,80}(?: has|,)? (?:also |has |have )?(?:reported|complained|told us|wrote|written)\\b',
    ],
    ['\\b(?:cannot|will not|do not|does not|did not|not to|never) (?:attach|enclose|name|copy|give|tell)\\b'],
  ),
  PR02: rule(
    [
      '\\b(?:{bait}) (?:\\w{1,12} )?(?:address(?:es)?|entr(?:y|ies)|accounts?|names?|records?|rows?|mailbox(?:es)?|customers?|members?|pupils?|recipients?)\\b',
      '\\b(?:decoys?|honey ?(?:pots?|tokens?)|canar(?:y|ies))\\b[^.]{0,60}\\b(?:list|register|database|mailing|rows?|names?|entr(?:y|ies)|address(?:es)?|spam|messages?|mail|silent|quiet|nothing)\\b',
      '\\b(?:plant(?:s|ed|ing)?|hid(?:e|es|den|ing)?|insert(?:s|ed)?|slip(?:s|ped)?|seed(?:s|ed)?|mix(?:es|ed)?|put|keep)\\b[^.]{0,20}\\b(?:fake|made-?up|fictitious|invented|non-?existent|imaginary|dummy|phantom|bogus|decoy|tracer|bait|trap)\\b[^.]{0,60}\\b(?:in|into|among|on|to)\\b[^.]{0,20}\\b(?:lists?|mailings?|registers?|databases?|files?|catch)\\b',
      '\\b(?:fake|false|made-?up|fictitious|invented|imaginary|phantom|bogus|dummy) (?:\\w{1,12} )?(?:customers?|members?|subscribers?|names?|persons?|pupils?|entr(?:y|ies)|records?)\\b[^.]{0,50}\\b(?:in|through|throughout|into|at the (?:top|end|bottom) of|among) (?:the|our|each|every|all) (?:\\w{1,12} )?(?:list|register|file|export|mailing|database)s?\\b',
      '\\b(?:our|the|two|three|\\d{1,3}) seed(?:ed)? (?:addresses|names|entries|records)\\b',
      '\\b(?:alarm|alert|rule|warning|monitor\\w{0,5})\\b[^.]{0,20}\\b(?:fires?|sounds?|goes off|triggers?|is raised) (?:when(?:ever)?|above|over|from|at|if)\\b[^.]{0,30}\\d[\\d,]{0,9} (?:rows|records|addresses|entries|lines)\\b',
      '\\bfile ?server-?\\d{1,3}\\b',
      '(?:^|[\\s(“"])/(?:srv|var|home|etc|opt|usr|mnt|data|backup|export)/[\\w.-]{1,60}',
      '\\b[a-z][a-z0-9]{0,12}\\d{0,3}(?:\\.internal|\\.local|\\.lan|-(?:prod|stg|dev|db|web)-?\\d{0,3})\\b|\\b(?:db|web|nas|gw|fs|app)-?(?:prod-?)?\\d{1,3}(?:\\.[a-z][\\w.-]{1,40})?\\b(?! %)',
      '\\b(?:port \\d{2,5} (?:of|on|at)|(?:\\d{1,3}\\.){3}\\d{1,3}[,:]? ?(?:port )?\\d{2,5}\\b)',
      '\\b(?:PostgreSQL|MySQL|MariaDB|Oracle|Apache|nginx|WordPress|PHP|OpenSSL|Tomcat|Drupal|Postfix) ?(?:version )?\\d{1,3}(?:\\.\\d{1,4}){0,3}\\b|\\b(?:server|database|machine|host|software)\\b[^.]{0,40}\\bruns? (?:on )?version \\d',
      '\\b(?:rule|alarm|alert)(?: called| named|:)? [“"]?(?:[A-Z]{2,12}-\\d{1,5}|[a-z]{2,12}(?:-[a-z0-9]{1,12}){1,4})\\b[”"]?',
    ],
    ['\\b(?:drill|rehearsal|trial|test (?:of|on)|planted test)\\b'],
  ),
  PR03: rule(
    [
      '\\b(?:we|our \\w{1,12}) (?:will )?(?:need|require|must have|want) (?:to have |to know )?(?:your|the) (?:\\w{1,12} )?(?:mailbox |mail |e-?mail |webmail )?(?:login|password|passcode|PIN|credentials)\\b',
      '\\b(?:type|enter|write|fill in|note|put) your (?:current |own |old |mail |e-?mail )?(?:password|PIN|passcode|login)\\b[^.]{0,60}\\b(?:return|send|form|sheet|reply|back)\\b',
      '\\b(?:send|give|tell|e-?mail|forward) us (?:your|the) (?:\\w{1,12} )?(?:password|passphrase|passcode|PIN|new one)\\b|\\b(?:password|passphrase)\\b[^.]{0,30}\\blet us know what it is\\b|\\byour card number and PIN\\b',
    ],
    ['\\b(?:not|never|no longer|no need|nobody|no one|page|message|fraud|sender)\\b'],
  ),
  PR04: rule(
    [
      '\\b(?:click|press|tap)\\b(?: on)?(?: the)? (?:link|[“"]?unsubscribe[”"]?|button|attachment)\\b[^.]{0,30}\\b(?:in|of|at the (?:end|bottom|foot) of) (?:the|these|those|this) (?:spam|messages?|mails?|e-?mails?)\\b',
      '\\bwe (?:have )?(?:opened|clicked(?: on)?|visited|tried) the (?:attachment|link|page|site)\\b',
    ],
    ['\\b(?:not|never|without|who|whether|if|wrongly|should)\\b'],
  ),
};
