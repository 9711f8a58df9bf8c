import { History, UsersRound, type LucideIcon } from 'lucide-react';
import type { TextKey } from '../language/catalogues';

/** The pages that stand in the navigation, in order. */
export const navigation: { address: string; text: TextKey; Icon: LucideIcon }[] = [
  { address: '/persons', text: 'nav.persons', Icon: UsersRound },
  { address: '/history', text: 'nav.history', Icon: History },
];
