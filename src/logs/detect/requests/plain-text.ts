// What several readers of a parameter's value agree on: which text holds nothing at all, and which comparisons no software asks.

const plain = /^[\p{L}\p{N} _.,:@+-]*$/u;
export const sqlWord =
  /\b(?:union|select|insert|update|delete|drop|or|and|xor|having|by|where|waitfor|exec\w*|declare|limit|like|rlike|regexp|into)\b/i;
export const sqlVerb =
  /^(?:union|select|insert|update|delete|drop|having|waitfor|exec\w*|declare|limit|into|sleep|benchmark)$/i;
/** Two signs that end or climb, encodings, names of a database's own: no text of ours. */
export const disguise =
  /--|\.\.|%[0-9a-f]{2}|\b0x[0-9a-f]|information_schema|\bxp_|\bpg_|load_file|sysobjects|(?:out|dump)file/i;
/**
 * What does harm by being named, without any sign: a command with an option, a condition of a shell, a system's folder or file,
 * what a language or server keeps under a name of its own, a host by which testers hear that something was run. Only a sentence
 * may speak of it.
 */
const named =
  /^\S{1,24} (?:[^&]{0,64} )?-[a-z]|^(?:if|time|start|call|env|sh|net1?|reg|type) |::|__|\b(?:web-?inf|meta-?inf|inetpub|wwwroot|etc|proc|passwd|shadow)\b|^[a-z]:(?:win|boot|inetpub|docu)|\.(?:ini|conf|env|sql|bak|old|key|pem|asax?|sh|bash_history|ssh|git|svn|aws|htaccess|htpasswd)\b|\b(?:jdbc|ldaps?|rmi|dns|exec):|\b(?:java|javax|com|org|ch|net|sun)\.\w+\.\w|\bis not \d|unionselect|\b(?:constructor|prototype)\b|\b(?:burpcollaborator\.net|oastify\.com|oast\.[a-z]{2,6}|interact\.sh|dnslog\.[a-z]{2,4}|ceye\.io|bxss\.me)\b/i;

export const isNamed = (text: string): boolean => named.test(text);

/** Letters, digits and stops, and neither a word of SQL among others nor a thing that does harm by its name. */
export const isPlain = (text: string): boolean =>
  plain.test(text) && !disguise.test(text) && !named.test(text) && !(/\s/.test(text) && sqlWord.test(text));

/** Constants compared with each other: true or false whatever a table holds. */
const constants =
  /(?:^|[\s('"])(?:\d{1,12}|'[^']{0,32}'|"[^"]{0,32}"|true|false|null)\s?(?:=|==|<>|!=|<=|>=|<|>|\blike\b)\s?(?:\d{1,12}|['"]|true|false|null)/i;
/** `x=x`: the same on both sides. */
const same = /(?<![\p{L}\d.])(['"]?)([\p{L}\d_]{1,32})\1\s?={1,2}\s?(['"]?)\2(?![\p{L}\d_])/iu;

export const comparesConstants = (text: string): boolean => constants.test(text) || same.test(text);

/** A path inside the site, which begins like none of a system. */
export const isOwnPath = (text: string): boolean =>
  /^\/(?!etc|proc|var|root|home|usr|opt|bin|tmp|dev|sys|run|srv)(?:[\w-][\w.-]{0,64}\/){0,8}(?:[\w-][\w.-]{0,64})?$/i.test(
    text,
  ) &&
  !disguise.test(text) &&
  !named.test(text);
