// The languages that stand side by side, in their order.
import type { Language } from './parse.ts';

export const LANGUAGES = ['rust', 'python', 'javascript'] as const satisfies readonly Language[];
export const NAMES: Record<Language, string> = { rust: 'Rust', python: 'Python', javascript: 'JavaScript' };
