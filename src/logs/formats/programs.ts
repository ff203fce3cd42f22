// What a line of a known program means: who acted, from where, and which of the fixed actions it was.
import { firstAddress, type Meaning } from './meaning.ts';
import { interpretAuthentication } from './program-authentication.ts';
import { interpretMail } from './program-mail.ts';
import { interpretSystem } from './program-system.ts';

/** What `program` meant by `message`. Anything not recognised keeps action ''. */
export function interpret(program: string, message: string): Meaning {
  return (
    interpretAuthentication(program, message) ??
    interpretMail(program, message) ??
    interpretSystem(program, message) ?? { ip: firstAddress(message) }
  );
}
