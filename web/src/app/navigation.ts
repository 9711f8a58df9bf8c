import { History, type LucideIcon } from 'lucide-react';
import type { TextKey } from '../language/catalogues';

/** The pages that stand in the navigation, in order. */
export const navigation: { address: string; text: TextKey; Icon: LucideIcon }[] = [
  { address: '/history', text: 'nav.history', Icon: History },
];
