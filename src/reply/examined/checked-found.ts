// In which subjects something was found, so that none of their sentences says that nothing was; and what was found and is settled.
import { type Fact, factsOf } from '../../vocabulary/fact.ts';
import { shortName } from '../findings/found-names.ts';
import { wordsOf } from '../findings/part-findings.ts';
import { type Grounds, type Topic, topicOf, topicOfFact } from '../grounds.ts';
import type { Said } from '../said.ts';

/** Whether a fact says that something was found, open or explained. */
function saysFound(fact: Fact): boolean {
  switch (fact.kind) {
    case 'attacker-trace':
      return fact.success !== 'none';
    case 'log-integrity':
      return fact.verdict !== 'no-sign';
    case 'register-canaries':
    case 'vendor-canaries':
      return fact.hits > 0;
    case 'bulk-read':
    case 'page-exposure':
    case 'visible-recipients':
      return true;
    default:
      return false;
  }
}

/** Topics in which something was found, open or explained: there, no sentence says that nothing was. */
export function topicsWithFindings(grounds: Grounds): ReadonlySet<Topic> {
  const { facts, checks } = grounds.case;
  const topics = [...facts.filter(saysFound), ...grounds.unresolved].flatMap((fact) => topicOfFact(fact) ?? []);
  const found = checks.flatMap((check): Topic[] => {
    const topic = check.result === 'found' ? topicOf(check) : undefined;
    if (topic !== 'access' && topic !== 'integrity' && topic !== 'mailing' && topic !== 'pages') return [];
    // A check that found attempts only, and says so by its facts.
    const ofCheck = facts.filter((fact) => fact.foundBy === check.id);
    return ofCheck.length > 0 && !ofCheck.some(saysFound) ? [] : [topic];
  });
  return new Set([...topics, ...found]);
}

/** What was found and is not open: explained by somebody who signed for it, or nothing that points to us. */
export function settled(grounds: Grounds): Said[] {
  const section = 'checked.settled';
  const open = new Set(grounds.case.unresolved);
  const explanations = factsOf(grounds.case.facts, 'innocent-explanation');
  return grounds.case.facts
    .filter((fact) => saysFound(fact) && !open.has(fact.id))
    .slice(0, 3)
    .map((fact): Said => {
      const explanation = explanations.find(({ of }) => of === fact.id);
      if (explanation) {
        return {
          id: `settled.${fact.id}`,
          type: 'FOUND',
          section,
          evidence: [fact.id, explanation.id],
          slots: { name: shortName(fact) },
          text: {
            ja: '{name}がございましたが、理由を社内で確かめ、署名のある記録に残しております。',
            en: 'There was this: {name}. We examined the reason and keep a signed record of it.',
          },
        };
      }
      const words = wordsOf(fact, grounds.case);
      return {
        id: `settled.${fact.id}`,
        type: 'FOUND',
        section,
        evidence: [fact.id],
        slots: words?.slots ?? {},
        text: words?.text ?? { ja: 'ほかにも分かった点がございます。', en: 'There is one more finding.' },
      };
    });
}
