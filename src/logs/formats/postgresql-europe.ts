// What PostgreSQL says of connections and statements with lc_messages in German, French, Spanish, Portuguese (as spoken in
// Brazil) and Italian. Levels are translated there too. Lines are byte strings (UTF-8), and so are the patterns.
import { toBytes } from '../rows.ts';

const of = (pattern: string): RegExp => new RegExp(toBytes(pattern), 's');

/** Levels by their name in English, as server logs of these languages spell them. */
const levelNames: Readonly<Record<string, string>> = {
  FEHLER: 'ERROR',
  PANIK: 'PANIC',
  WARNUNG: 'WARNING',
  HINWEIS: 'NOTICE',
  TIPP: 'HINT',
  ANFRAGE: 'QUERY',
  ZUSAMMENHANG: 'CONTEXT',
  ORT: 'LOCATION',
  ANWEISUNG: 'STATEMENT',
  ERREUR: 'ERROR',
  ATTENTION: 'WARNING',
  [toBytes('DÉTAIL')]: 'DETAIL',
  ASTUCE: 'HINT',
  [toBytes('REQUÊTE')]: 'QUERY',
  CONTEXTE: 'CONTEXT',
  EMPLACEMENT: 'LOCATION',
  INSTRUCTION: 'STATEMENT',
  ADVERTENCIA: 'WARNING',
  AVISO: 'NOTICE',
  DETALLE: 'DETAIL',
  SUGERENCIA: 'HINT',
  CONSULTA: 'QUERY',
  CONTEXTO: 'CONTEXT',
  SENTENCIA: 'STATEMENT',
  ERRO: 'ERROR',
  [toBytes('PÂNICO')]: 'PANIC',
  NOTA: 'NOTICE',
  DETALHE: 'DETAIL',
  DICA: 'HINT',
  LOCAL: 'LOCATION',
  COMANDO: 'STATEMENT',
  ERRORE: 'ERROR',
  FATALE: 'FATAL',
  PANICO: 'PANIC',
  ATTENZIONE: 'WARNING',
  NOTIFICA: 'NOTICE',
  DETTAGLI: 'DETAIL',
  SUGGERIMENTO: 'HINT',
  CONTESTO: 'CONTEXT',
  POSIZIONE: 'LOCATION',
  ISTRUZIONE: 'STATEMENT',
};

/** Alternatives for a pattern. */
export const europeanLevels = Object.keys(levelNames).join('|');

/** A level as an English server writes it. */
export const levelInEnglish = (name: string): string => levelNames[name] ?? name;

// French puts a space, which may be one that does not break, before a colon and inside its quotes.
const gap = '(?: |\u00a0|\u202f)?';
const open = `(?:»|«${gap}|“|")`;
const close = `(?:«|${gap}»|”|")`;
const name = `${open}([^»«"”\\s]{1,64})${close}`;

const words: readonly (readonly [RegExp, string])[] = [
  [of('^Verbindung empfangen: '), 'connection received: '],
  [of('^Verbindung autorisiert: '), 'connection authorized: '],
  [of('^Verbindungsende: '), 'disconnection: '],
  [of('^Anweisung: '), 'statement: '],
  [of('^Dauer: ([0-9.]{1,20}) ms {1,2}Anweisung: '), 'duration: $1 ms  statement: '],
  [
    of(`^[A-Za-z0-9-]{2,24}-Authentifizierung für Benutzer ${name} fehlgeschlagen`),
    'authentication failed for user "$1"',
  ],
  [
    of(`^kein pg_hba\\.conf-Eintrag für Host ${name}, Benutzer ${name}`),
    'no pg_hba.conf entry for host "$1", user "$2"',
  ],
  [
    of('^Datenbanksystem ist bereit, um (?:lesende )?Verbindungen anzunehmen'),
    'database system is ready to accept connections',
  ],
  [of('^Datenbanksystem ist heruntergefahren$'), 'database system is shut down'],
  [of(`^connexion reçue${gap}: `), 'connection received: '],
  [of(`^connexion autorisée${gap}: `), 'connection authorized: '],
  [of(`^déconnexion${gap}: `), 'disconnection: '],
  [of(`^instruction${gap}: `), 'statement: '],
  [of(`^durée${gap}: ([0-9.]{1,20}) ms,? {1,2}instruction${gap}: `), 'duration: $1 ms  statement: '],
  [
    of(`^authentification [A-Za-z0-9 -]{2,40} échouée pour l'utilisateur ${name}`),
    'authentication failed for user "$1"',
  ],
  [
    of(`^aucune entrée dans pg_hba\\.conf pour l'hôte ${name}, utilisateur ${name}`),
    'no pg_hba.conf entry for host "$1", user "$2"',
  ],
  [of('^le système de bases? de données est prêt'), 'database system is ready'],
  [of('^le système de bases? de données est arrêté$'), 'database system is shut down'],
  [of('^conexión recibida: '), 'connection received: '],
  [of('^conexión autorizada: '), 'connection authorized: '],
  [of('^desconexión: '), 'disconnection: '],
  [of('^sentencia: '), 'statement: '],
  [of('^duración: ([0-9.]{1,20}) ms {1,2}sentencia: '), 'duration: $1 ms  statement: '],
  [of(`^la autentificación [A-Za-z0-9 -]{2,24} falló para el usuario ${name}`), 'authentication failed for user "$1"'],
  [
    of(`^no hay una línea en pg_hba\\.conf para ${name}, usuario ${name}`),
    'no pg_hba.conf entry for host "$1", user "$2"',
  ],
  [of('^el sistema de bases de datos está listo'), 'database system is ready'],
  [of('^el sistema de bases de datos está apagado$'), 'database system is shut down'],
  [of('^conexão recebida: '), 'connection received: '],
  [of('^conexão autorizada: '), 'connection authorized: '],
  [of('^desconexão: '), 'disconnection: '],
  [of('^comando: '), 'statement: '],
  [of('^duração: ([0-9.]{1,20}) ms {1,2}comando: '), 'duration: $1 ms  statement: '],
  [
    of(`^autenticação do tipo [A-Za-z0-9-]{2,24} falhou para (?:o )?usuário ${name}`),
    'authentication failed for user "$1"',
  ],
  [
    of(`^nenhuma entrada no pg_hba\\.conf para (?:a )?máquina ${name}, usuário ${name}`),
    'no pg_hba.conf entry for host "$1", user "$2"',
  ],
  [of('^(?:o )?sistema de banco de dados está pronto'), 'database system is ready'],
  [of('^(?:o )?sistema de banco de dados está desligado$'), 'database system is shut down'],
  [of('^connessione ricevuta: '), 'connection received: '],
  [of('^connessione autorizzata: '), 'connection authorized: '],
  [of('^disconnessione: '), 'disconnection: '],
  [of('^istruzione: '), 'statement: '],
  [of('^durata: ([0-9.]{1,20}) ms {1,2}istruzione: '), 'duration: $1 ms  statement: '],
  [of(`^autenticazione [A-Za-z0-9 -]{2,40} fallita per l'utente ${name}`), 'authentication failed for user "$1"'],
  [
    of(`^nessuna voce in pg_hba\\.conf per l'host ${name}, utente ${name}`),
    'no pg_hba.conf entry for host "$1", user "$2"',
  ],
  [of('^il database è pronto'), 'database system is ready'],
];
/** Most lines are English: only what begins like one of these is compared with them. */
const begins =
  /^(?:Verb|Anw|Dau|[A-Z][\w-]{1,24}-Auth|kein|Daten|conn?ex|connes|comando: |d[eiu\xc3]|i[ns]|il d|aut|auc|le s|sen|la aut|n[eo]|el si|(?:o )?sis)/;
const values: readonly (readonly [RegExp, string])[] = [
  [of('(?<=[ :])(?:Host|hôte|máquina)='), 'host='],
  [of('(?<=[ :])(?:Benutzer|utilisateur|usuario|usuário|utente)='), 'user='],
  [of('(?<=[ ,:])(?:Datenbank|base de données|base_de_datos|banco de dados)='), 'database='],
];

/** The sentence as an English server would have begun it; undefined for one that is none of these. */
export function europeanInEnglish(message: string): string | undefined {
  if (!begins.test(message)) return undefined;
  for (const [theirs, english] of words) {
    if (!theirs.test(message)) continue;
    const said = message.replace(theirs, english);
    // A statement is the client's own text: nothing in it is a value.
    return /^(?:statement|duration)/.test(said)
      ? said
      : values.reduce((text, [value, plain]) => text.replace(value, plain), said);
  }
  return undefined;
}
