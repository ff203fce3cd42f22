// Traces that a mailing system leaves: who of its customers sent the mail can be asked where the address came from.

import type { HeaderField } from '../message/header.ts';
import { headerValue } from '../message/header.ts';
import type { Authentication } from './authentication.ts';
import { organisationOf } from './trust.ts';

type Service = { readonly name: string; readonly header: RegExp; readonly signers: readonly string[] };

/** Header fields that mailing services write, and the domains they sign with. */
const services: readonly Service[] = [
  { name: 'SendGrid', header: /^x-sg-(?:eid|id)$/, signers: ['sendgrid.net', 'sendgrid.info'] },
  { name: 'Amazon SES', header: /^x-ses-outgoing$/, signers: ['amazonses.com'] },
  { name: 'Mailgun', header: /^x-mailgun-(?:sid|sending-ip|variables)$/, signers: ['mailgun.org'] },
  { name: 'Mailchimp', header: /^x-mc-user$/, signers: ['mcsv.net', 'mandrillapp.com'] },
  { name: 'Mandrill', header: /^x-mandrill-user$/, signers: ['mandrillapp.com'] },
  { name: 'Salesforce Marketing Cloud', header: /^x-sfmc-stack$/, signers: ['exacttarget.com'] },
  { name: 'CSA certified sender', header: /^x-csa-complaints$/, signers: [] },
  { name: 'Brevo', header: /^x-(?:mailin|sib)-/, signers: ['sendinblue.com', 'brevosend.com', 'brevo.com'] },
  { name: 'Mailjet', header: /^x-mj-|^x-mailjet-/, signers: ['mailjet.com'] },
  { name: 'SparkPost', header: /^x-msfbl$/, signers: ['sparkpostmail.com'] },
  { name: 'Constant Contact', header: /^x-roving-/, signers: ['constantcontact.com', 'ccsend.com'] },
  { name: 'HubSpot', header: /^x-hubspot-/, signers: ['hubspotemail.net'] },
  { name: 'Postmark', header: /^x-pm-message-id$/, signers: ['mtasv.net', 'pm.mtasv.net'] },
  { name: 'Klaviyo', header: /^x-kmail-/, signers: ['klaviyomail.com'] },
];

const anyService = new RegExp(services.map(({ header }) => header.source).join('|'));

export type MailingAccount = { readonly service: string; readonly field: HeaderField; readonly signed: boolean };

/** The mailing service's own field; `signed` when a passing signature of that service stands for it. */
export function mailingAccount(
  headers: readonly HeaderField[],
  authentication: Authentication,
): MailingAccount | undefined {
  if (!headers.some(({ key }) => key.startsWith('x-') && anyService.test(key))) return undefined;
  for (const service of services) {
    const field = headers.find(({ key }) => service.header.test(key));
    if (!field) continue;
    const signed = authentication.dkim.some(
      ({ result, domain }) => result === 'pass' && service.signers.includes(organisationOf(domain) ?? ''),
    );
    return { service: service.name, field, signed };
  }
  return undefined;
}

/** Whether the envelope sender encodes the recipient (VERP), so that bounces tell the sender who is gone. */
export function encodesRecipient(headers: readonly HeaderField[], recipient: string | null): HeaderField | undefined {
  if (recipient === null || !recipient.includes('@')) return undefined;
  const field = headers.find(({ key }) => key === 'return-path');
  if (!field) return undefined;
  const path = field.value.toLowerCase();
  const [local = '', domain = ''] = recipient.toLowerCase().split('@');
  const encoded = [
    `${local}=${domain}`,
    `${local}-at-${domain}`,
    `${local}%40${domain}`,
    `${local}_at_${domain}`,
    `${local}-${domain}`,
  ];
  return encoded.some((form) => path.includes(form)) ? field : undefined;
}

/** List-Unsubscribe, Feedback-ID or List-Id: a mailing that has a list. */
export function listFields(headers: readonly HeaderField[]): readonly HeaderField[] {
  return headers.filter(({ key }) => key === 'list-unsubscribe' || key === 'feedback-id' || key === 'list-id');
}

/** Addresses to which the receiver's side says it delivered. */
const deliveryFields = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to', 'x-delivered-to'];

export function deliveryField(headers: readonly HeaderField[]): HeaderField | undefined {
  return headers.find(({ key }) => deliveryFields.includes(key));
}

/** The To field, when it does not name the recipient. */
export function hidesRecipient(headers: readonly HeaderField[], recipient: string | null): boolean {
  if (recipient === null) return false;
  const shown = `${headerValue(headers, 'to') ?? ''},${headerValue(headers, 'cc') ?? ''}`.toLowerCase();
  return !shown.includes(recipient.toLowerCase());
}
