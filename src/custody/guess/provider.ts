// What kind of place a domain is, and about how many mailboxes it holds: a dictionary attack goes where many are.
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import webmailDomains from 'email-providers';

export type ProviderKind = 'carrier' | 'webmail' | 'isp' | 'disposable' | 'education' | 'government' | 'organisation';
export type Provider = {
  readonly domain: string;
  readonly kind: ProviderKind;
  /** Mailboxes, an order of magnitude: assumptions, wide on purpose. */
  readonly population: { readonly low: number; readonly high: number };
};

type Known = readonly [kind: ProviderKind, low: number, high: number];
const known: Readonly<Record<string, Known>> = {
  'gmail.com': ['webmail', 1e9, 3e9],
  'googlemail.com': ['webmail', 1e7, 1e9],
  'outlook.com': ['webmail', 1e8, 6e8],
  'hotmail.com': ['webmail', 1e8, 5e8],
  'live.com': ['webmail', 1e7, 2e8],
  'outlook.jp': ['webmail', 1e6, 2e7],
  'hotmail.co.jp': ['webmail', 1e6, 2e7],
  'yahoo.com': ['webmail', 1e8, 5e8],
  'yahoo.co.jp': ['webmail', 1e7, 8e7],
  'ymail.ne.jp': ['webmail', 1e5, 1e7],
  'icloud.com': ['webmail', 1e8, 1e9],
  'me.com': ['webmail', 1e6, 1e8],
  'aol.com': ['webmail', 1e6, 1e8],
  'gmx.de': ['webmail', 1e6, 5e7],
  'docomo.ne.jp': ['carrier', 1e7, 9e7],
  'ezweb.ne.jp': ['carrier', 5e6, 6e7],
  'au.com': ['carrier', 1e6, 6e7],
  'softbank.ne.jp': ['carrier', 5e6, 4e7],
  'i.softbank.jp': ['carrier', 5e6, 4e7],
  'ymobile.ne.jp': ['carrier', 1e6, 2e7],
  'rakuten.jp': ['carrier', 1e5, 1e7],
  'nifty.com': ['isp', 1e6, 1e7],
  'nifty.ne.jp': ['isp', 1e5, 5e6],
  'ocn.ne.jp': ['isp', 1e6, 1e7],
};
const carrierSuffixes =
  'docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ymobile.ne.jp y-mobile.ne.jp vodafone.ne.jp jp-k.ne.jp jp-t.ne.jp jp-q.ne.jp jp-s.ne.jp jp-n.ne.jp jp-c.ne.jp jp-h.ne.jp jp-d.ne.jp jp-r.ne.jp pdx.ne.jp willcom.com emnet.ne.jp disney.ne.jp uqmobile.jp rakuten.jp ido.ne.jp tu-ka.ne.jp tkk.ne.jp tkc.ne.jp nttpnet.ne.jp'.split(
    ' ',
  );
const ispSuffixes =
  'nifty.com nifty.ne.jp ocn.ne.jp biglobe.ne.jp so-net.ne.jp so-net.jp plala.or.jp dion.ne.jp odn.ne.jp infoweb.ne.jp asahi-net.or.jp hi-ho.ne.jp jcom.home.ne.jp jcom.zaq.ne.jp zaq.ne.jp wakwak.com bekkoame.ne.jp dti.ne.jp eonet.ne.jp interlink.or.jp tiki.ne.jp comcast.net verizon.net att.net btinternet.com t-online.de orange.fr'.split(
    ' ',
  );
const isUnder = (domain: string, suffixes: readonly string[]) =>
  suffixes.some((suffix) => domain === suffix || domain.endsWith(`.${suffix}`));

let disposable: ReadonlySet<string> | undefined;
let webmail: ReadonlySet<string> | undefined;

/** @param domain lower-case A-labels */
export function providerOf(domain: string): Provider {
  const of = (kind: ProviderKind, low: number, high: number): Provider => ({ domain, kind, population: { low, high } });
  const exact = Object.hasOwn(known, domain) ? known[domain] : undefined;
  if (exact) return of(...exact);
  if (isUnder(domain, carrierSuffixes)) return of('carrier', 1e4, 5e7);
  if (isUnder(domain, ispSuffixes)) return of('isp', 1e5, 1e7);
  disposable ??= disposableEmailBlocklistSet();
  if (disposable.has(domain)) return of('disposable', 1, 1e8);
  webmail ??= new Set(webmailDomains);
  if (webmail.has(domain)) return of('webmail', 1e4, 1e8);
  if (/\.(?:ac\.jp|ed\.jp|edu|ac\.uk)$/.test(domain)) return of('education', 1e2, 1e5);
  if (/\.(?:go\.jp|lg\.jp|gov|gov\.uk)$/.test(domain)) return of('government', 1e1, 1e5);
  return of('organisation', 1, 1e5);
}
