// SVG as text, in which no text of a report becomes markup. Pure.

export type Attributes = Record<string, string | number>;

/** An element; what is in it is markup already. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`,
  );
  const opening = `<${name}${written.join('')}`;
  return content.length ? `${opening}>${content.join('')}</${name}>` : `${opening}/>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** What XML 1.0 does not allow, not even escaped: most control characters, halves of pairs, and two that are no characters. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text that stays text, in an element or an attribute. */
export function escaped(text: string): string {
  return text.replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"']/g, found => ENTITIES[found] ?? '');
}

/** A hundredth of a pixel is seen by nobody. */
export function short(number: number): string {
  return String(Math.round(number * 100) / 100);
}

/** A line of text as it is. */
export function textElement(attributes: Attributes, text: string): string {
  return element('text', attributes, escaped(text));
}
