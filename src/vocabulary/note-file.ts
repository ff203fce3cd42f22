/**
 * A note that somebody laid among logs (`readme.txt`, `はじめにお読みください.txt`): words for people, of which no line is a
 * record. It is kept and hashed with the rest, and is no log that could not be read.
 */
export const isNoteFile = (path: string): boolean =>
  /(?:^|[\\/])(?:read[ _-]?me|about|notes?|memo|(?:はじめに)?お?読み(?:ください|下さい)?|説明|メモ|覚え?書き?)(?:\.(?:txt|md|rtf))?$/i.test(
    path.normalize('NFC'),
  );
