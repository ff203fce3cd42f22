// What a service says when it turns somebody away, in words of any program that has no voice of its own here: a failed
// login, or a connection, query or message that was refused.
import type { Meaning } from './meaning.ts';
import { anyFailureEurope, failureEurope, refusedEurope, successEurope } from './refusal-europe.ts';
import { anyFailureJa, failureJa, refusedJa, successJa } from './refusal-ja.ts';
import { sourceAddress } from './source-address.ts';

const LONGEST = 4096;

/** Most lines say nothing of the kind; they are let go after one search. */
const anyRefusal = new RegExp(
  String.raw`fail|_error|_not_|invalid|incorrect|wrong|bad[ _-]?(?:pass|cred|user|login|auth|rcon|request|zone)|den[iy]|reject|refus|unauthori[sz]ed|unsuccessful|mismatch|unknown|illegal|no[tn]? ?(?:exist|found|allowed|match|permitted|authori[sz]ed|accepted|registered|have worked)|no (?:such|matching|registration)|disabled|locked|forbidden|n't exist|non-?exist|can'?n?o?t find|\b40[13]\b|SignatureDoesNot|no connection has been|\[\*\*\]|\bACCEPT host=|block|\bban(?:ned|ning)?\b|limit|attack|hack|scan|intrus|exploit|brute|pre-greeting|did not issue|too many|flood|malicious|suspicious|(?:black|block) ?list|listed|throttl|shun|violation|disallowed|ssl_accept|handshake|err=49|NT_STATUS_|tried to|(?:unable to|could not|cannot|can't) (?:find|locate|retrieve|verify|identify|authenticate|log|sign)|NAXSI|performed '|(?:succe\w*|accepted|authenticated)"?\s?[:=]\s?"?(?:false|no)\b|DROP|\berror\b.{0,32}(?:authenticat|log)|\b(?:auth\w{0,16}|log-?in) error|exceeded|${anyFailureEurope}|${anyFailureJa}`,
  'i',
);

const subject = String.raw`(?:log-?ins?|log-?ons?|logging in|signin|sign-?in|auth|authenticat\w*|authoriz\w*|passwords?|passwd|passphrase|credentials?|[12]fa|mfa|otp|totp|rcon|tokens?|api[_ ]?keys?|checkpass|sasl\w*|challenge)`;
const failed = String.raw`(?:fail\w*|invalid|incorrect|wrong|bad|denied|reject\w*|refused|unsuccessful|mismatch\w*|doesn't match|does not match|did not match|not match|is not allowed|not accepted|disabled|might not have worked|error|disallowed|missing or invalid|errors? \(\d{1,4}\) exceeded)`;
const sure = [
  ...failureJa,
  ...failureEurope,
  new RegExp(String.raw`\b${subject}\b[^|\n]{0,80}?\b${failed}\b`, 'i'),
  new RegExp(
    String.raw`\b(?:fail\w*|invalid|incorrect|wrong|bad|denied|reject\w*|unsuccessful|unauthori[sz]ed|illegal|non-?existent)\b[^|\n]{0,48}?\b${subject}\b`,
    'i',
  ),
  /(?:LOGIN|AUTH|AUTHN|AUTHENTICATION|PASSWORD|SIGN_?IN)[_-]?(?:FAIL\w*|ERROR|DENIED|INVALID|REJECTED)|(?:Invalid|Bad|Wrong|Failed|Incorrect)_?(?:Password|AccountID|Account|Credentials?|User(?:name)?|Login|Auth\w*|ACL|Identifier|Token)|ChallengeResponseFailed|UnexpectedAddress|(?:Login|Authentication|Auth)(?:Failed|Failure|Error)|\b(?:log_?in|auth\w{0,12}|password|sign_?in)_(?:fail\w*|error|denied)|\b(?:invalid|incorrect)_(?:login|identifier|credentials?|password|user\w*|grant)|\buser_not_found|\bPassword(?:Incorrect|Mismatch|Invalid|Wrong)\b/,
  /\bNT_STATUS_(?:NO_SUCH_USER|WRONG_PASSWORD|LOGON_FAILURE|LOGON_TYPE_NOT_GRANTED|ACCOUNT_[A-Z_]{3,24}|PASSWORD_[A-Z_]{3,24}|NOLOGON_[A-Z_]{3,40}|INVALID_(?:LOGON|ACCOUNT)[A-Z_]{0,24})\b/, // Samba
  /\bnot (?:white|allow)-?listed\b/i,
  /\bRESULT\b.{0,48}\berr=49\b/, // LDAP: invalidCredentials
  /\b(?:brute.?force|hacking)\b.{0,24}\b(?:attempt|attack|detected)/i,
  /\b(?:fail(?:ed|ure|s)? to|unable to|could not|cannot|can't) (?:log|sign)[ -]?(?:in|on)\b/i,
  /\b(?:SignatureDoesNotMatch|InvalidAccessKeyId)\b/, // storage that speaks S3
];
const loginWord = /(?:^|[^a-z])(?:log-?in|log-?on|sign-?in|auth|authentication|password\w*)(?:$|[^a-z])/i;
/** What needs an address beside it before it is taken for somebody's failure. */
const likely = [
  /\b(?:unknown|invalid|illegal|non-?existent|no such|bad|disabled|locked)\b.{0,24}\b(?:users?|user ?names?|accounts?|login|peer|endpoint|identity|mailbox)\b/i,
  /\busers?\b.{0,80}?\b(?:not found|unknown|does(?:n't| not) exist|not known|not allowed|locked|disabled|not authori[sz]ed|not in group)\b/i,
  /\b(?:registration|account|peer|endpoint)\b.{0,160}?\b(?:fail\w*|not found|locked|disabled|mismatch|no matching)\b/i,
  /\bno (?:matching|registration for) (?:peer|endpoint)|\bcan(?:'|no)t find user\b/i,
  /\bnot found in (?:the )?(?:\w{1,16} )?(?:ldap|directory|database|users?|passwd|accounts?|password)\b/i,
  /\b(?:unable to|could ?n[o']t|cannot|failed to) (?:find|locate|look ?up|retrieve|verify|identify|authenticate|validate)\b.{0,60}\b(?:users?|accounts?|credentials?|identity|logins?|passwords?|tokens?)\b/i,
  /\berror\b.{0,32}\b(?:authenticat\w*|logging in)\b/i,
  /\b(?:tried|attempted) to (?:log|sign)[ -]?(?:in|on)\b.{0,24}\b(?:but|failed|do(?:es)? not|without success)\b/i,
  // An address of logins that was refused: `POST /_session 401`, `/api/login: 403`.
  /\/(?:[\w.-]{1,64}\/){0,6}_?(?:log[-_]?in|sign[-_]?in|auth(?:enticate)?|sessions?|token)\b[^\s"?]{0,64}(?:\?[^\s"]{0,200})?(?: HTTP\/[\d.]{1,3}")?:? 40[13]\b/i,
  // A table of requests: method and status side by side, or the status between bars (gin).
  /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) {1,6}401\b|\b401 (?:GET|POST|PUT|PATCH|DELETE|HEAD) |\| {0,3}401 {0,3}\||\b\d(?:\.\d{1,6})?m?s: 401$/,
  /\b40[13] (?:POST|PUT) \/(?:[\w.-]{1,64}\/){0,6}_?(?:log[-_]?in|sign[-_]?in|auth(?:enticate)?|sessions?|token)\b/i,
  /" 401\b|\b(?:code|status|returned|answered|HTTP)[=: ]{1,2}401\b|\b401 Unauthori[sz]ed/i,
];
const turnedAway =
  /\bden(?:y|ied|ies)(?:\b|_)|\brefus(?:ed|ing)\b|\bperformed '[\w.-]{1,64}\/[\w.-]{1,64}'|\breject(?:ed|ing|s)?\b|\bblock(?:ed|ing|s)?\b|\bban(?:ned|ning)?\b|\bforbidden\b|\bunauthori[sz]ed\b|\bnot (?:allowed|authori[sz]ed|permitted)\b|\brate.?limit|\blimit(?:ing|ed)\b|\blimit\b(?!["']?\s?[=:])|\bNAXSI_\w|\battack|\bthrottl(?:ed?|ing)\b|\bshun(?:s|ned|ning)?\b|\bhack|\bintrusion|\bscan(?:ning|ned|ner|logd|s)?\b|\bportscan|\bexploit|pre-greeting|did not issue|\btoo (?:many|much)\b|\bunknown recipient\b|\bflood|\bmalicious|\bsuspicious|(?:black|block).?list|\blisted (?:at|in|by|on)\b|\bviolation|\bdisallowed|\bssl_accept\b|\bhandshake\b.{0,60}(?:fail|error)|(?:fail|error)\w*\b.{0,60}\bhandshake|\bbad (?:request|zone transfer|packet)|\bmalformed\b|\billegal\b|\binvalid\b|\bFAIL\b|\bDROP\b|\bfail(?:ed|ure)\b|\bprotocol error|\bunsupported\b|\bmismatch|\btried to (?:access|use|connect|log|reach|open|upload|send|relay)\b|\bno connection has been authori[sz]ed\b/i;
/** A word of theirs that only begins the name of a host or file: a look-up of "denied.example.org". */
const onlyName =
  /\b(?:denied|refused|reject(?:ed)?|block(?:ed)?|ban(?:ned)?|attack\w{0,4}|hack\w{0,8}|scan(?:ner)?|exploit\w{0,2}|flood|forbidden|invalid|illegal|fail(?:ed)?)(?:\.[a-z][\w-]{1,62}){1,6}\b/gi;

/** A login that worked, said before any failure is: "login succeeded after 3 failed attempts". */
const worked =
  /\b(?:log-?in|log-?on|sign-?in|auth\w*|session|user|password|publickey|1fa|2fa|totp|duo)\b[^|\n]{0,60}?\b(?:succe\w*|accepted|granted|permitted|logged in|authori[sz]ed|authenticated)\b|\bsucce\w*\b[^|\n]{0,40}?\b(?:log|sign|auth)\w*|\b(?:logged|signed) in\b|\blog-?in ok\b|LOGIN_SUCCESS|UserLoggedIn|\b(?:log|sign)[-_]?(?:in|on)[._:-](?:ok|succeeded|passed|granted)\b/i;
/** The same, narrow enough to be taken for a login rather than for no failure. */
const loggedIn =
  /\b(?:log-?in|log-?on|sign-?in|authentication|authenticat\w+ (?:request|attempt))\b[^|\n]{0,48}?\b(?:success\w*|succeeded|accepted|granted|permitted)\b|\bsuccess\w* (?:\w{2,8} )?(?:log-?in|sign-?in|auth\w*)|\bsuccessfully (?:logged|signed|auth\w*)|\b(?:logged|signed) in\b(?! user)|\blog-?in ok\b|LOGIN_SUCCESS|UserLoggedIn|\b(?:log|sign)[-_]?(?:in|on)[._:-](?:ok|succeeded|passed|granted)\b/i;
/**
 * Nobody tried to prove anything: a request that brought no credentials, which is how every login by header begins. Or the
 * program was told to let it pass.
 */
const noTry =
  /\b(?:missing|no|without|empty) (?:or invalid )?(?:auth\w*|credentials?|user ?name|password|login)\b|\binvalid authori[sz]ation header|\bunknown user ''|\bno auth attempts\b|\buser <(?:anonymous|none|null|)>|(?:^|[[\](:,-] ?|\b(?:form|input|field|model|schema|request) )validation (?:failed|errors?)\b|\bignor(?:ing|ed)\b.{0,48}\b(?:per|by|as) (?:\w{1,12} )?config|\b(?:counters?|counts?|attempts?) (?:was |were )?(?:reset|cleared)\b|\b(?:re)?set\w{0,5} .{0,24}\bcounters?\b|\bremoved from .{0,24}(?:black|block|ban|deny)[ -]?list|\b(?:ban|block|lockout) (?:has )?(?:expired|ended|lifted|was lifted)\b/i;
/**
 * A form that was sent without the token of its page (CSRF): a page that lay open too long, or somebody else's form. Nobody
 * said who they are.
 */
const formToken =
  /\b(?:csrf|xsrf|anti-?forgery|request ?verification|authenticity|form|page)[ _-]?tokens?\b|\btokens? (?:authenticity|mismatch)|TokenMismatch|InvalidAuthenticityToken|CSRF verification/i;
/** What is proven by a token of its own is a login after all. */
const ownToken = /\b(?:auth\w*|api|access|bearer|refresh|jwt|log-?in|session|device|rcon)[ _-]?tokens? mismatch/i;

/** Our own side that could not reach another: nobody was turned away. */
const outward =
  /\b(?:connect(?:ing|ion)?|send|sending|fetch\w*|deliver\w*|forward\w*|upload\w*|download\w*|sync\w*|request|resolv\w+|look-?up|query|ping|backup|replicat\w+|renew\w*|register\w*|post|get|dial\w*) (?:to|of|for)\b.{0,160}\b(?:fail\w*|refused|timed? ?out|unreachable)\b|\b(?:fail\w*|unable|could ?n[o']t|cannot|error) (?:to )?(?:connect|send|reach|fetch|deliver|resolve|dial|open|bind|listen)\w*\b|\bfail\w* (?:while )?(?:trying|contacting|reaching|querying|resolving|fetching|connecting)\b|\bConnection refused\b|dial tcp\b|no route to host/i;

/** Somebody else could not connect to us: "client 'x' from 192.0.2.7 failed to connect: invalid password". */
const inward = /\b(?:client|user|peer|player)\b.{0,96}\bfrom \S{3,48} (?:has )?failed to connect\b/i;

const userWord =
  /\b(?:(?:user(?: ?name)?|account(?:id)?|for user|email|uname)\b[=: ]{1,3}|login[=:] ?(?!\d{1,6} ))(?:user(?:name)?[=: ]{1,2}|input |\[[\w.-]{0,64}\]\\)?["'<[(]?([A-Za-z0-9._%+@\\-]{1,128})/gi;

/** `failed login for kato@shop.example from 192.0.2.7`: whoever stands between, in Roundcube with the number of the account. */
const userBetween =
  /\b(?:log-?in|log-?on|sign-?in|password|authentication)(?: (?:attempt|failed|failure))? for ["'<[(]?([A-Za-z0-9._%+@\\-]{1,128})["'>\])]?(?: \(ID: \d{1,12}\))? from\b/i;

/** Nextcloud's `Login failed: kato (Remote IP: 192.0.2.7)`. */
const userBeforeAddress = /\blogin failed: ["']?([A-Za-z0-9._%+@\\-]{1,128})["']? \(remote ip: /i;

/** `User: yamada, IP: 192.168.1.5`, as the appliances of Synology and QNAP tell what somebody did. */
const userBesideAddress = /\busers?: ([^\s,]{1,128}), (?:source )?ip: /i;

/** FreeRADIUS' `Login incorrect (mschap: …): [kato/<via Auth-Type = mschap>]`. */
const userInBrackets = /\blogin (?:ok|incorrect)\b[^[\n]{0,160}: \[([^\]/\s]{1,128})/i;

/** Words behind "user" that are no name. */
const noName =
  /^(?:uid|cn|ou|dc|or|not|from|with|is|was|has|and|the|name|id|ip|unknown|failed|invalid|does|in|by|to|at|on|of|tried|here|action|attempt|attempts|from|disconnected|authentication|login|password|null|error|--?)$/i;
/** "User authentication rejected: … user = kato": the name stands behind one of the first of these words. */
const MOST_USER_WORDS = 4;

function namedBehind(text: string): string | undefined {
  let looked = 0;
  for (const [, name = ''] of text.matchAll(userWord)) {
    if (!noName.test(name)) return name;
    looked += 1;
    if (looked === MOST_USER_WORDS) break;
  }
  return undefined;
}

/** '' where the words after "user" are no name. */
function userOf(text: string): string {
  const found = (userBesideAddress.exec(text) ?? userBeforeAddress.exec(text) ?? userInBrackets.exec(text))?.[1];
  const name = found ?? namedBehind(text) ?? userBetween.exec(text)?.[1] ?? '';
  return noName.test(name) ? '' : name;
}

/** A field that says outright whether it worked: `"success": false`. Its name is no word of success. */
const unsuccessful = /\b(?:succe(?:ss|ssful|eded)|accepted|authenticated)["'\\]{0,2}\s?[:=]\s?["']?(?:false|no)\b/i;

/** Whether the words say that a login worked, and say so before they say anything of failing. */
export function saysLogin(message: string): boolean {
  const text = message.length > LONGEST ? message.slice(0, LONGEST) : message;
  const good = successJa.exec(text) ?? successEurope.exec(text) ?? worked.exec(text);
  if (!good || unsuccessful.test(text)) return false;
  const bad = /\b(?:fail|invalid|denied|reject|wrong|incorrect|unsuccess|not |un)/i.exec(text);
  return !bad || bad.index > good.index + good[0].length - 1;
}

/** Whether a line of any program is taken for a login. */
export function isLogin(message: string): boolean {
  const text = message.slice(0, LONGEST);
  return saysLogin(text) && (loggedIn.test(text) || successJa.test(text));
}

/** What a server could not understand and repeats: all that follows is the client's, whatever it says. */
const repeats =
  /\b(?:wrong|bad|garbage|unexpected|invalid|unknown|malformed|unrecognized|unparsable) (?:data|input|line|text|string|packet|message) ?(?:received|read)?: /i;

/** A line break written out, and then what looks like the head of a record: a client gave that for its name. */
const forgedHead = /^.*\\n\[?(?:\d{4}-\d\d-\d\d|\d{8}[-T ]|[A-Z][a-z]{2} {1,2}\d{1,2} )/s;

/**
 * The part of a message that the server says of its own. After a name that forges a record only what follows the last
 * forgery can be the server's, and only where it goes on to name the client.
 */
function ownWords(text: string): string {
  const forged = text.includes('\\n') ? forgedHead.exec(text)?.[0].length : undefined;
  if (forged !== undefined) return sourceAddress(text.slice(forged)) === '' ? '' : text.slice(forged);
  const quoted = repeats.exec(text);
  return quoted ? text.slice(0, quoted.index + quoted[0].length) : text;
}

/** Snort's and Suricata's one line for an alert: who sent the packet stands before the arrow. */
const alertLine = /\[\*\*\] .{0,512}\{[A-Z0-9:.-]{2,16}\} ([0-9A-Fa-f.:]{3,45}?)(?::\d{1,5})? -> /;
/** A tar pit: only what looks for victims connects. */
const tarPit = /(?:^|\s)ACCEPT host=\S{3,50} port=\d{1,5} (?:fd=\d{1,9} )?n=\d/;

/**
 * What the words of a refusal mean: `login-failed` where somebody could not prove who they are, `refused` where they were
 * turned away for another reason. Undefined for everything else, and for our own calls that failed.
 *
 * @param ip the client's address where the format names it; else it is looked for in the words
 */
export function refusalOf(message: string, ip = ''): Meaning | undefined {
  const whole = message.length > LONGEST ? message.slice(0, LONGEST) : message;
  if (!anyRefusal.test(whole)) return undefined;
  const text = ownWords(whole);
  if (!anyRefusal.test(text) || noTry.test(text) || (outward.test(text) && !inward.test(text))) return undefined;
  if (saysLogin(text) || (formToken.test(text) && !ownToken.test(text))) return undefined;
  const isSure = sure.some((pattern) => pattern.test(text)) || (unsuccessful.test(text) && loginWord.test(text));
  const from = ip === '' ? sourceAddress(text) : ip;
  const alert = alertLine.exec(text);
  if (alert) return { action: 'refused', ip: alert[1] ?? '' };
  if (isSure || (from !== '' && likely.some((pattern) => pattern.test(text)))) {
    return { action: 'login-failed', ip: from, user: userOf(text), fields: { about: 'attempt' } };
  }
  const plain = text.replace(onlyName, ' ');
  if (
    from === '' ||
    !(turnedAway.test(plain) || refusedJa.test(plain) || refusedEurope.test(plain) || tarPit.test(text))
  )
    return undefined;
  return { action: 'refused', ip: from };
}

/** A line of any program without a voice of its own here: what its words say of logins and refusals. */
export function plainWords(message: string): Meaning {
  const refused = refusalOf(message);
  if (refused) return refused;
  const whole = message.length > LONGEST ? message.slice(0, LONGEST) : message;
  if (sourceAddress(whole) === '' && !isLogin(whole)) return { ip: '' };
  const own = ownWords(whole);
  const ip = sourceAddress(own);
  return isLogin(own)
    ? { action: 'login', ip, user: userOf(own) }
    : { ip, user: userBesideAddress.exec(own)?.[1] ?? '' };
}
