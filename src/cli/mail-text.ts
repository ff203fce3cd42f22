// One mail for a person at a terminal.

import { withoutPasswords } from '../mail/extortion.ts';
import { indicatorKinds } from '../mail/indicators.ts';
import type { MailLine } from '../mail/mail-line.ts';
import { visible } from '../vocabulary/visible.ts';

const about = (id: string) => Object.entries(indicatorKinds).find(([known]) => known === id)?.[1].about.en ?? id;

function hopLines({ hops }: MailLine): string[] {
  return (hops ?? []).map(({ index, from, by, ip, date, trusted, anomalies }) => {
    const mark = trusted ? 'written by the receiver' : 'only claimed';
    const odd = anomalies.length > 0 ? `; ${anomalies.join(', ')}` : '';
    return `    ${index}  ${from ?? '?'} [${ip ?? '?'}] to ${by ?? '?'}, ${date ?? 'no date'} (${mark}${odd})`;
  });
}

/** The mail in words; the text of a threat is left out, with a warning in its place. */
export function mailText(line: MailLine): string {
  const { path, message, attached, refused, kind, subject, from, auth, recipients, indicators, readable, threatens } =
    line;
  const file = message === undefined ? path : `${path}, mail ${message}`;
  const name = attached === undefined ? file : `${file}, attached mail ${attached}`;
  if (refused) return `${visible(name)}: no mail: ${refused.en}\n\n`;
  const dkim = (auth?.dkim ?? []).map(({ domain, result }) => `${domain ?? '?'}: ${result}`).join(', ');
  const source =
    auth?.source === 'receiver' ? 'as the receiver wrote' : auth?.source === 'recomputed' ? 'recomputed' : 'not known';
  const checks =
    auth?.source === 'none'
      ? source
      : `spf ${auth?.spf ?? '?'}, dkim ${dkim || 'none'}, dmarc ${auth?.dmarc ?? '?'} (${source})`;
  const shown = withoutPasswords((readable ?? '').slice(0, 300)).replace(/\s+/g, ' ');
  return `${[
    visible(`${name}: ${kind}`),
    visible(`  from        ${from ?? 'not said'}`),
    visible(`  subject     ${threatens ? withoutPasswords(subject ?? '') : (subject ?? 'none')}`),
    `  hops`,
    ...hopLines(line).map(visible),
    `  sender      ${checks}; origin ${line.mailOrigin}`,
    `  recipients  ${recipients?.count ?? 0} visible, pattern ${recipients?.pattern ?? 'none'} (p = ${recipients?.p.toPrecision(2) ?? '1'})`,
    ...(line.originalRecipient === null ? [] : [visible(`  returned    was sent to ${line.originalRecipient}`)]),
    ...(indicators ?? []).map(({ id, strength, couldBeFaked, pointers }) => {
      const where = pointers[0] ? `, line ${pointers[0].line}` : '';
      return `  sign        ${about(id)}: ${strength}${couldBeFaked ? ', can be faked' : ''}${where}`;
    }),
    ...(line.undecodable ?? []).map(({ where, charset, count }) =>
      visible(`  unreadable  ${count} bytes of ${where} are no ${charset}`),
    ),
    threatens ? '  text        a threat: not shown here; read it only if you must' : visible(`  text        ${shown}`),
  ].join('\n')}\n\n`;
}
