// What applications say of logins that failed, in German, French, Spanish, Portuguese, Italian and Dutch. Lines are byte
// strings: a letter with an accent is one byte or two.

/** A letter outside ASCII, in UTF-8 or Latin-1. */
const o = String.raw`[\x80-\xff]{1,2}`;
/** Words of one clause that may stand between. */
const within = String.raw`[^|\n.;]{0,48}?`;

const proofs = [
  `(?:anmelde?\\w{0,16}|benutzeranmeldung|authentifizierung|passwor[dt]|kennwort|zugangsdaten|login\\w{0,12})`,
  `(?:authentification|identification|identifiants?|mot de passe)`,
  `(?:inicio de sesi${o}n|autenticaci${o}n|contrase${o}a|credenciales)`,
  `(?:autentica${o}o|senha|credenciais|login)`,
  `(?:autenticazione|credenziali|password|accesso|login)`,
  `(?:aanmeld\\w{0,8}|inlog\\w{0,8}|wachtwoord)`,
] as const;
const failures = [
  `(?:fehlgeschlagen\\w{0,2}|fehlerhaft\\w{0,2}|falsch\\w{0,2}|ung${o}ltig\\w{0,2}|verweigert|abgelehnt|gescheitert)`,
  `(?:${o}chou${o}\\w?|(?:${o}|e)chec|invalides?|incorrecte?s?|erron${o}e?s?|refus${o}e?s?)`,
  `(?:fallid[oa]s?|incorrect[oa]s?|inv${o}lid[oa]s?|denegad[oa]s?|rechazad[oa]s?|err${o}ne[oa]s?)`,
  `(?:falh(?:ou|a)|incorret[oa]s?|inv${o}lid[oa]s?|negad[oa]s?|recusad[oa]s?)`,
  `(?:fallit[oa]|errat[oaei]|non valid[oaei]|negat[oa]|rifiutat[oa])`,
  `(?:mislukte?|onjuiste?|ongeldige?|geweigerde?)`,
] as const;

const blocked = `(?:gesperrt|blockiert|bloqu${o}e?|bloquead[oa]|bloccat[oa]|geblokkeerd)`;

/** A piece of one of these stands in every failure that is known: plain letters, for all lines are searched for them. */
export const anyFailureEurope = String.raw`fehl|falsch|ltig|verweiger|abgelehnt|gescheiter|gesperr|bloqu|bloccat|blokkeer|chec |chou|erron|fallid|fallit|negad|negat|rechazad|[\xb3\xf3]ne|[\xa1\xe1]lid|falh|incorret|recusad|errat|rifiutat|non valid|mislukt|onjuist|geweiger|ongeldig`;

export const failureEurope: readonly RegExp[] = [
  ...proofs.map((proof, i) => {
    const failure = failures[i];
    return new RegExp(`\\b${proof}\\b${within}${failure}|${failure}${within}\\b${proof}\\b`, 'i');
  }),
  // "connexion" is a login only where it is somebody's: it may as well be to another server.
  new RegExp(`(?:${o}|e)chec de (?:la )?connexion (?:de|pour|par) `, 'i'),
];

export const successEurope = new RegExp(
  `\\b(?:anmeldung|login)\\b${within}\\berfolgreich|\\berfolgreich ${within}\\bangemeldet|\\bconnexion r${o}ussie|\\binicio de sesi${o}n (?:correct|exitos)o|\\bautentica(?:ci${o}n|${o}o) (?:correcta|exitosa|bem)`,
  'i',
);

/** Somebody was turned away, who need not have tried to log in. */
export const refusedEurope = new RegExp(
  `\\b(?:zugriff|zugang|verbindung|acc${o}s|connexion|acceso|conexi${o}n|acesso|conex${o}o|accesso|connessione|toegang)\\b${within}(?:${failures.join('|')})|\\b${blocked}\\b`,
  'i',
);
