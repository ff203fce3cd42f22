import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { europeanInEnglish } from './postgresql-europe.ts';
import { readLines } from './read-lines.test-support.ts';

const at = '2026-06-09 05:20:05.101 CEST [4400] ';

describe('PostgreSQL in German, French, Spanish, Portuguese and Italian', () => {
  it.each([
    ['LOG:  Verbindung empfangen: Host=192.0.2.7 Port=51000', { ip: '192.0.2.7', action: 'db-connect' }],
    ['LOG:  connexion reçue : hôte=192.0.2.7 port=51000', { ip: '192.0.2.7', action: 'db-connect' }],
    ['LOG:  conexión recibida: host=192.0.2.7 port=51000', { ip: '192.0.2.7', action: 'db-connect' }],
    ['LOG:  Verbindung autorisiert: Benutzer=app Datenbank=shop', { user: 'app', action: 'login' }],
    ['LOG:  connexion autorisée : utilisateur=app base de données=shop', { user: 'app', action: 'login' }],
    ['LOG:  conexión autorizada: usuario=app database=shop', { user: 'app', action: 'login' }],
    ['FATAL:  Passwort-Authentifizierung für Benutzer »app« fehlgeschlagen', { user: 'app', action: 'login-failed' }],
    [
      "FATAL:  authentification par mot de passe échouée pour l'utilisateur «\u00a0app\u00a0»",
      { user: 'app', action: 'login-failed' },
    ],
    ['FATAL:  la autentificación password falló para el usuario «app»', { user: 'app', action: 'login-failed' }],
    [
      'FATAL:  kein pg_hba.conf-Eintrag für Host »192.0.2.7«, Benutzer »app«, Datenbank »shop«, keine Verschlüsselung',
      { ip: '192.0.2.7', user: 'app', action: 'login-failed' },
    ],
    ['FEHLER:  Relation »m« existiert nicht bei Zeichen 15', { severity: 'error', action: 'db-error' }],
    ["ERREUR:  la relation « m » n'existe pas", { severity: 'error', action: 'db-error' }],
    ['LOG:  Anweisung: SELECT mail FROM m', { action: 'db-query', fields: { statement: 'SELECT mail FROM m' } }],
    ['LOG:  conexão recebida: host=192.0.2.7 porta=51000', { ip: '192.0.2.7', action: 'db-connect' }],
    ['LOG:  conexão autorizada: usuário=app banco de dados=shop', { user: 'app', action: 'login' }],
    ['FATAL:  autenticação do tipo senha falhou para usuário "app"', { user: 'app', action: 'login-failed' }],
    ['ERRO:  relação "m" não existe no caracter 15', { severity: 'error', action: 'db-error' }],
    ['LOG:  comando: SELECT mail FROM m', { action: 'db-query', fields: { statement: 'SELECT mail FROM m' } }],
    ['LOG:  connessione autorizzata: utente=app database=shop', { user: 'app', action: 'login' }],
    ['FATALE:  autenticazione con password fallita per l\'utente "app"', { user: 'app', action: 'login-failed' }],
    ['ERRORE:  la relazione "m" non esiste', { severity: 'error', action: 'db-error' }],
    ['LOG:  durée : 12.1 ms, instruction : SELECT 1', { action: 'db-query' }],
  ])('%s', (text, want) => {
    const { events, formats } = readLines([at + text]);
    expect(formats).toEqual(['postgresql']);
    expect(events).toMatchObject([want]);
  });

  it('leaves what a client wrote into a statement as it is', () => {
    const text = "Anweisung: SELECT 'Benutzer=app Host=192.0.2.7'";
    expect(europeanInEnglish(text)).toBe("statement: SELECT 'Benutzer=app Host=192.0.2.7'");
  });

  it('takes no English sentence for one of these, and any in linear time', () => {
    expect(europeanInEnglish('connection received: host=192.0.2.7')).toBeUndefined();
    expectLinear((size) => europeanInEnglish(`Verbindung empfangen: ${'Host='.repeat(size / 5)}`), 200_000);
    expectLinear((size) => europeanInEnglish(`Passwort-Authentifizierung für Benutzer »${'a'.repeat(size)}`), 200_000);
  });
});
