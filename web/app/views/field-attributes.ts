// What assistive technology is to know of the control for a field of the form.
import { mistake } from '../state.ts';

/** Attributes of the control for `field`: its description, and whether its value is a mistake. */
export function fieldAttributes(field: string, describedBy = '') {
  const wrong = mistake.value?.field === field;
  const described = [wrong ? `${field}-mistake` : '', describedBy].filter(Boolean).join(' ');
  return { 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described || undefined } as const;
}
