// A picture as pixels, painted by the browser from its SVG.
import type { Picture } from './frame.ts';

/** Sharp on every screen, and in print at the width of a page. */
const SCALE = 2;
/** What every browser lets a canvas have, in pixels of one side and of the whole; a longer picture is made with fewer pixels. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 1 << 27;

export async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(SCALE, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      const take = (blob: Blob | null) =>
        blob ? resolve(blob) : reject(new Error('The picture is too large for this browser.'));
      canvas.toBlob(take, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
