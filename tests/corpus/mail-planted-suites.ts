// Form values planted into real spam, and campaigns made by editing it.
import { clusterCampaigns } from '../../src/mail/campaign.ts';
import { readMessage } from '../../src/mail/message/message.ts';
import { examineSample } from '../../src/mail/sample.ts';
import { indexRecords } from '../../src/mail/values/record-index.ts';
import { parseAddress } from '../../src/vocabulary/address.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { editedCopies } from './mail-edits.ts';
import { readAll, tally } from './mail-files.ts';
import { charsets, plantedMail, spellings, syntheticRegister } from './mail-planting.ts';
import type { CorpusSuite } from './suite.ts';

const spamFolders = ['spamassassin/spam-1', 'phishing_pot/single'];

function register() {
  const people = syntheticRegister(2000, 7);
  const records = people.flatMap((person) => {
    const address = parseAddress(person.address);
    return address
      ? [{ address, values: Object.entries(person.fields).map(([field, value]) => ({ field, value })) }]
      : [];
  });
  return { people, records, index: indexRecords(records) };
}

const encodings = ['base64', 'quoted-printable', '8bit'] as const;

export const plantedSuite: CorpusSuite = {
  id: 'mail.planted-form-values-found',
  bar: 0.98,
  async run(root) {
    const score = tally();
    const { people, records, index } = register();
    let turn = 0;
    const spam = spamFolders.flatMap((folder) => readAll(root, folder)).filter((_, number) => number % 16 === 0);
    for (const { file, message } of spam) {
      const part = message.textParts.find(({ text }) => text.trim().length > 50);
      if (!part) continue;
      for (const [how, spell] of Object.entries(spellings)) {
        turn += 1;
        const person = people[(turn * 31) % people.length];
        const record = records[(turn * 31) % people.length];
        if (!person || !record) continue;
        const line = spell(person);
        const charset = charsets[turn % charsets.length] ?? 'utf-8';
        // Japanese cannot be written in windows-1252.
        const usable = charset === 'windows-1252' && /[^ -ÿ]/.test(line) ? 'utf-8' : charset;
        const bytes = plantedMail(
          person.address,
          'x',
          part.text,
          line,
          part.isHtml,
          usable,
          encodings[turn % 3] ?? 'base64',
        );
        const read = readMessage(bytes);
        const found =
          read &&
          examineSample(read, {
            recipient: record.address,
            ourSenders: [],
            formValues: record.values,
            registerValueCount: index.count,
            registerSize: index.size,
          });
        score.note((found?.formValuesFound.length ?? 0) > 0, `${file}: ${how} in ${usable}`);
      }
    }
    return score;
  },
};

export const untouchedSuite: CorpusSuite = {
  id: 'mail.untouched-spam-holds-no-form-values',
  bar: 0.999,
  async run(root) {
    const score = tally();
    const { records, index } = register();
    for (const [number, { file, message }] of spamFolders.flatMap((folder) => readAll(root, folder)).entries()) {
      const record = records[number % records.length];
      if (!record) continue;
      const found = examineSample(message, {
        recipient: record.address,
        ourSenders: [],
        formValues: record.values,
        registerValueCount: index.count,
        registerSize: index.size,
      });
      score.note(
        found.formValuesFound.length === 0,
        `${file}: ${found.formValuesFound.map(({ field }) => field).join()}`,
      );
    }
    return score;
  },
};

/** B-cubed F1 of a clustering: for each item, how pure and how complete its cluster is. */
export function bCubed(truth: readonly number[], found: readonly number[]): number {
  let precision = 0;
  let recall = 0;
  for (const [i, cluster] of found.entries()) {
    const together = found.flatMap((other, j) => (other === cluster ? [j] : []));
    const kin = truth.flatMap((other, j) => (other === truth[i] ? [j] : []));
    const both = together.filter((j) => truth[j] === truth[i]).length;
    precision += both / together.length;
    recall += both / kin.length;
  }
  const [p, r] = [precision / found.length, recall / found.length];
  return (2 * p * r) / (p + r);
}

export const campaignSuite: CorpusSuite = {
  id: 'mail.campaigns-b-cubed',
  bar: 0.95,
  async run(root) {
    // One spam in 24 as a template (they differ by date, but some are mailings of one campaign: those are left out by
    // taking them far apart), six edited copies of each, in mixed order.
    const random = seededRandom(3, 'campaigns');
    const templates = spamFolders.flatMap((folder) => readAll(root, folder)).filter((_, number) => number % 24 === 0);
    const copies = templates.flatMap(({ message }, template) =>
      editedCopies(
        `${message.headers.find(({ key }) => key === 'subject')?.value ?? ''}\n${message.readable}`,
        6,
        template,
      ).map((text) => ({ template, text })),
    );
    const mixed = copies.map((copy) => ({ ...copy, at: random.next() })).sort((a, b) => a.at - b.at);
    const f1 = bCubed(
      mixed.map(({ template }) => template),
      clusterCampaigns(mixed.map(({ text }) => text)),
    );
    return { of: 10_000, passed: Math.round(10_000 * f1), misses: [] };
  },
};
