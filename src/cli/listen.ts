import { isIP } from 'node:net';

/** Undefined unless a port number; 0 asks for a free one. */
export function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : undefined;
}

/** An IP address or localhost: a name that must be looked up could listen somewhere else than meant. */
export function isHost(text: string): boolean {
  return text === 'localhost' || isIP(text) !== 0;
}
