import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../message/message.ts';
import { receiverAuthentication } from './authentication.ts';
import { parseReceived } from './received.ts';
import { readChain } from './trust.ts';

const date = 'Thu, 9 Apr 2009 03:12:51 +0900';
const headersOf = (lines: readonly string[]) =>
  readMessage(Buffer.from([...lines, 'From: a@b.example', '', 'x'].join('\r\n')))?.headers ?? [];
const chainOf = (...received: readonly string[]) =>
  readChain(headersOf(received.map((value) => `Received: ${value}; ${date}`)));
const trusted = (...received: readonly string[]) =>
  chainOf(...received)
    .hops.map((hop) => (hop.trusted ? 'T' : '-'))
    .join('');

describe('one Received field', () => {
  it.each([
    {
      value: 'from helo.example (real.example [192.0.2.1]) by mx.example (Postfix) with ESMTP id A for <x@y.example>',
      want: {
        from: 'helo.example',
        by: 'mx.example',
        ip: '192.0.2.1',
        verifiedName: 'real.example',
        forAddress: 'x@y.example',
      },
    },
    {
      value: 'from unknown (HELO liar.example) (192.0.2.1) by mx.example with SMTP',
      want: { from: 'unknown', helo: 'liar.example', ip: '192.0.2.1', verifiedName: null },
    },
    {
      value:
        'from x.example ([203.0.113.9]) (proxying for 198.51.100.7) (SquirrelMail authenticated user a) by mx.example with HTTP',
      want: { ip: '203.0.113.9', by: 'mx.example' },
    },
    {
      value:
        'from x (h.example [203.0.113.9]) (Authenticated sender: a@[198.51.100.7]) by mx.example (Postfix) with ESMTPA',
      want: { ip: '203.0.113.9', verifiedName: 'h.example' },
    },
    { value: 'from x (account n HELO [192.168.1.1]) by mx.example', want: { ip: null, helo: '192.168.1.1' } },
    { value: 'from x (unknown [IPv6:2001:db8::1]) by mx.example', want: { ip: '2001:db8::1', verifiedName: null } },
    {
      value: 'from A.prod.example (10.1.2.3) by B.prod.example (10.1.2.4) with Microsoft SMTP Server',
      want: { ip: '10.1.2.3', byIp: '10.1.2.4' },
    },
    { value: '(qmail 12 invoked by uid 3)', want: { from: null, by: null, ip: null } },
    { value: 'by 10.1.2.3 with SMTP id x', want: { from: null, by: '10.1.2.3' } },
    { value: 'from (unclosed by mx.example', want: { by: 'mx.example' } },
  ])('$value', ({ value, want }) => {
    expect(parseReceived(`${value}; ${date}`)).toMatchObject({ ...want, date: { iso: '2009-04-09T03:12:51+09:00' } });
  });

  it.each([
    { text: 'Sun Nov 13 15:38:52 2005', iso: '2005-11-13T15:38:52+00:00', hasZone: false },
    { text: 'Thu, 20 Mar 03 10:06:43 +0100', iso: '2003-03-20T10:06:43+01:00', hasZone: true },
    { text: '14 Mar 2003 07:24:34 -0000', iso: '2003-03-14T07:24:34+00:00', hasZone: true },
    { text: 'Wed, 15 Jun 2011 07:42:08 PDT', iso: '2011-06-15T07:42:08-07:00', hasZone: true },
    { text: '1 Jan 2020 00:00:00 +9900', iso: '2020-01-01T00:00:00+00:00', hasZone: false },
  ])('dates: $text', ({ text, iso, hasZone }) => {
    expect(parseReceived(`by mx.example; ${text}`).date).toMatchObject({ iso, hasZone });
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(parseReceived(text).from).not.toBe('');
      }),
    );
  });
});

describe('where belief ends', () => {
  it.each([
    {
      name: 'at the first machine from outside',
      hops: ['from bulk.example (unknown [203.0.113.9]) by mx.home.example (Postfix)', 'from a by bulk.example'],
      want: 'T-',
    },
    {
      name: 'inside relays are passed when each names the next',
      hops: [
        'from mx.home.example (mx.home.example [10.0.0.5]) by store.home.example with LMTP',
        'from bulk.example (unknown [203.0.113.9]) by mx.home.example',
        'from a by bulk.example',
      ],
      want: 'TT-',
    },
    {
      name: 'a filter beside the mail server is passed',
      hops: [
        'from localhost (localhost [127.0.0.1]) by mx.home.example',
        'from mx.home.example ([127.0.0.1]) by localhost (mx.home.example [127.0.0.1]) (amavisd-new)',
        'from bulk.example (unknown [203.0.113.9]) by mx.home.example',
      ],
      want: 'TTT',
    },
    {
      name: "a greeting in the receiver's name counts for nothing",
      hops: [
        'from mx.home.example (unknown [203.0.113.9]) by mx.home.example (Postfix)',
        'from a (a.example [192.0.2.1]) by mx.home.example (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: 'a private address that the boundary did not see counts for nothing',
      hops: [
        'from x ([203.0.113.9]) by mx.home.example',
        'from y ([10.0.0.1]) by mx.home.example',
        'from z ([127.0.0.1]) by mx.home.example',
      ],
      want: 'T--',
    },
    {
      name: 'an inside machine that the hop below does not match ends it',
      hops: ['from relay1 ([10.0.0.5]) by mx.home.example', 'from a ([192.0.2.1]) by other.home.example'],
      want: 'T-',
    },
    {
      name: 'mail fetched from a mailbox: its provider wrote the next',
      hops: [
        'from pop.isp.example [192.0.2.4] by localhost with POP3',
        'from bulk.example (unknown [203.0.113.9]) by mx.isp.example',
        'from a by mx.isp.example',
      ],
      want: 'TT-',
    },
    {
      name: "another customer of one's own provider is outside",
      hops: [
        'from mail-a.google.com (mail-a.google.com. [209.85.220.41]) by mx.google.com with SMTPS',
        'from x ([192.0.2.1]) by mail-a.google.com',
      ],
      want: 'T-',
    },
    {
      name: 'Gmail writes inside hops without a sender',
      hops: [
        'by 2002:a05:6830:0:0:0:0:0 with SMTP id q1',
        'from bulk.example ([203.0.113.9]) by mx.google.com with ESMTP',
        'from a by bulk.example',
      ],
      want: 'TT-',
    },
    {
      name: "an inside machine's address in a greeting or in an answer of ident counts for nothing",
      hops: [
        'from x (IDENT:root@[127.0.0.1] [203.0.113.9]) by mx.home.example (8.11.6/8.11.6) with SMTP',
        'from a (a.example [192.0.2.1]) by localhost (8.11.6/8.11.6) with SMTP',
      ],
      want: 'T-',
    },
    {
      name: 'nor does a greeting that looks like what the machine writes',
      hops: [
        'from mx.home.example (mx.home.example [127.0.0.1]) ([203.0.113.9]) by mx.home.example with SMTP',
        'from a by mx.home.example',
      ],
      want: 'T-',
    },
    {
      name: 'nor one that goes on with the name of the receiver',
      hops: [
        'from x by mx.home.example with ESMTP id 1 (unknown [203.0.113.9]) by mx.home.example (Postfix) with ESMTP',
        'from a (a.example [192.0.2.1]) by x (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: 'nor one that names a way without a network',
      hops: [
        'from x with local (unknown [203.0.113.9]) by mx.home.example with SMTP',
        'from a ([192.0.2.1]) by mx.home.example',
      ],
      want: 'T-',
    },
    {
      name: 'nor one that says from where it was fetched',
      hops: [
        'from mx.home.example ([10.0.0.1]) from z with POP3 (unknown [203.0.113.9]) by mx.home.example with SMTP',
        'from a ([192.0.2.1]) by mx.home.example',
      ],
      want: 'T-',
    },
    {
      name: 'a machine whose address is its name is outside',
      hops: [
        'from x (cb007109.home.example [203.0.113.9]) by mx.home.example (Postfix)',
        'from a ([192.0.2.1]) by cb007109.home.example (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: 'a web server that greets as www is passed as any relay',
      hops: [
        'from www (www.home.example [192.0.2.22]) by mx.home.example (Postfix)',
        'from bulk.example (unknown [203.0.113.9]) by www.home.example (Postfix)',
      ],
      want: 'TT',
    },
    {
      name: 'a script of a web server wrote the fields below what it handed in',
      hops: [
        'by web.home.example (Postfix, from userid 33)',
        'from a (a.example [192.0.2.1]) by web.home.example (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: 'a filter that runs as a user of its own does not',
      hops: [
        'by mx.home.example (Postfix, from userid 5001)',
        'from bulk.example (unknown [203.0.113.9]) by mx.home.example (Postfix)',
        'from a by mx.home.example',
      ],
      want: 'TT-',
    },
    {
      name: 'a machine that the provider lends to customers is outside',
      hops: [
        'from vps81.home.example (vps81.home.example [203.0.113.9]) by mx.home.example (Postfix)',
        'from a (a.example [192.0.2.1]) by vps81.home.example (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: 'so is a line with its own address in its name',
      hops: [
        'from 9-113-0-203.home.example (9-113-0-203.home.example [203.0.113.9]) by mx.home.example (Postfix)',
        'from a (a.example [192.0.2.1]) by 9-113-0-203.home.example (Postfix)',
      ],
      want: 'T-',
    },
    {
      name: "a house's own relay under a checked name is passed",
      hops: [
        'from mx2.home.example (mx2.home.example [192.0.2.22]) by store1.home.example (Postfix)',
        'from bulk.example (unknown [203.0.113.9]) by mx2.home.example (Postfix)',
        'from a by mx2.home.example',
      ],
      want: 'TT-',
    },
    {
      name: 'what a mail program handed in says nothing below',
      hops: ['from pc ([10.0.0.7]) by mx.home.example with ESMTPSA', 'from pc by mx.home.example'],
      want: 'T-',
    },
  ])('$name', ({ hops, want }) => {
    expect(trusted(...hops)).toBe(want);
  });

  it('is nowhere without Received fields', () => {
    expect(readChain(headersOf([])).boundary).toBeNull();
  });

  it('never goes further down for lines added at the bottom', () => {
    const line = fc.constantFrom(
      'from a ([203.0.113.9]) by mx.home.example',
      'from b ([10.0.0.1]) by mx.home.example',
      'from mx.home.example ([127.0.0.1]) by localhost',
      '(qmail 1 invoked by uid 2)',
      'by 10.0.0.1 with SMTP',
      'from c by d.example',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.array(line, { maxLength: 3 }), (above, forged) => {
        const outside = 'from bulk.example (unknown [203.0.113.9]) by mx.home.example';
        const before = trusted(...above, outside);
        const after = trusted(...above, outside, ...forged);
        expect(after.startsWith(before)).toBe(true);
        if (before.endsWith('T')) expect(after.slice(before.length)).not.toContain('T');
      }),
    );
  });

  it('names a clock that runs backwards', () => {
    const chain = readChain(
      headersOf([
        `Received: from a ([203.0.113.9]) by mx.home.example; ${date}`,
        'Received: from b by a; Fri, 10 Apr 2009 03:12:51 +0900',
      ]),
    );
    expect(chain.hops[1]?.anomalies).toContain('clock-regression');
  });
});

describe('Yahoo hands mail on by HTTPS inside', () => {
  const door = 'from 203.0.113.9 (EHLO bulk.example) by 10.253.59.205 with SMTPs (version=TLS1_2)';

  it('so that the machine its door saw is the one believed', () => {
    expect(trusted('from 10.253.59.205 by atlas103.free.mail.ne1.yahoo.com with HTTPS', door)).toBe('TT');
  });

  it.each([
    { name: 'somebody at a web page', top: 'from 203.0.113.7 by sonic.gate.mail.ne1.yahoo.com with HTTPS' },
    { name: 'another house', top: 'from 10.253.59.205 by webmail.shop.example with HTTPS' },
  ])('and not what $name says', ({ top }) => {
    expect(trusted(top, door)).toBe('T-');
  });
});

describe("the receiver's own verdicts", () => {
  const boundary = `Received: from bulk.example (unknown [203.0.113.9]) by mx.home.example; ${date}`;
  const own =
    'Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=bulk.example; dkim=fail header.d=shop.example; dmarc=fail';
  const forged =
    'Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=shop.example; dkim=pass header.d=shop.example; dmarc=pass';
  const verdicts = (...lines: readonly string[]) => {
    const headers = headersOf(lines);
    return receiverAuthentication(headers, readChain(headers));
  };

  it('are read above the boundary hop and right below it', () => {
    const want = { spf: 'pass', dkim: [{ domain: 'shop.example', result: 'fail' }], dmarc: 'fail', source: 'receiver' };
    expect(verdicts(own, boundary)).toMatchObject(want);
    expect(verdicts(boundary, own)).toMatchObject(want);
  });

  it.each([
    { name: 'below a hop that is only claimed', lines: [boundary, 'Received: from a by bulk.example', forged] },
    { name: "below the sender's own fields", lines: [boundary, 'Subject: hi', forged] },
    { name: 'under another name', lines: [forged.replace('mx.home.example', 'mx.other.example'), boundary] },
  ])('are not taken from $name', ({ lines }) => {
    expect(verdicts(...lines)).toMatchObject({ source: 'none', spf: null, dmarc: null });
  });

  it('the first one of the receiver wins over a copy the sender put in', () => {
    expect(verdicts(boundary, own, forged).dmarc).toBe('fail');
  });
});
