import { BookMarked, History, ListPlus, Settings, Tags, UsersRound, type LucideIcon } from 'lucide-react';
import type { Scope } from '../api/session';
import type { TextKey } from '../language/catalogues';

type Entry = {
  address: string;
  text: TextKey;
  Icon: LucideIcon;
  /** Shown only to who has it. */
  scope?: Scope;
};

/** The pages that stand in the navigation, in order. */
export const navigation: Entry[] = [
  { address: '/persons', text: 'nav.persons', Icon: UsersRound },
  { address: '/tags', text: 'nav.tags', Icon: Tags },
  { address: '/attributes', text: 'nav.attributes', Icon: ListPlus },
  { address: '/history', text: 'nav.history', Icon: History },
  { address: '/recipes', text: 'nav.recipes', Icon: BookMarked },
  { address: '/settings', text: 'nav.settings', Icon: Settings, scope: 'account:manage' },
];
