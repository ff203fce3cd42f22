// Where the links of a mail lead. A newsletter of ours leads to us; spam sent through our own systems leads elsewhere.
import type { MailMessage } from './message/message.ts';
import { isOurHost, type OurSenders } from './sender/origin.ts';

/** Characters searched for links, as for form values: a mail says at its beginning what it wants. */
const MOST_SEARCHED = 400_000;
/** Of HTML only what a person can follow: pictures and type definitions lie on other hosts in ordinary mail too. */
const followed = /\bhref\s{0,3}=\s{0,3}["']?https?:\/\/([^\s/"'<>?#\\]{1,260})/gi;
const written = /\bhttps?:\/\/([^\s/"'<>?#\\()（）「」、。]{1,260})/gi;

/** The hosts, in lower case and A-labels, each once; what is no host name is left out. */
export function linkHosts({ textParts }: Pick<MailMessage, 'textParts'>): readonly string[] {
  const found = textParts.flatMap(({ text, isHtml }) =>
    [...text.slice(0, MOST_SEARCHED).matchAll(isHtml ? followed : written)].map(([, host = '']) => `http://${host}/`),
  );
  return [...new Set(found.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname))];
}

/** Whether it has links and none of them leads to a host of ours. False where no host of ours is known. */
export function leadsElsewhere(message: Pick<MailMessage, 'textParts'>, ours: OurSenders): boolean {
  if (ours.hosts.length === 0) return false;
  const hosts = linkHosts(message);
  return hosts.length > 0 && !hosts.some((host) => isOurHost(host, ours));
}
