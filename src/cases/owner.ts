import type { Both } from '../vocabulary/finding.ts';

/** Whose turn it is. In a small company one person may be all four. */
export type Owner = 'support' | 'engineer' | 'officer' | 'manager' | 'named';

export const ownerNames: Readonly<Record<Owner, Both>> = {
  support: { ja: '窓口', en: 'support' },
  engineer: { ja: '技術担当', en: 'engineer' },
  officer: { ja: '個人情報の責任者', en: 'privacy officer' },
  manager: { ja: '経営者', en: 'manager' },
  // A promise that people recorded says itself who keeps it.
  named: { ja: '約束にある担当', en: 'as the promise names them' },
};
