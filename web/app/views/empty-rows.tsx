// The lines of the rows that a run will fill: until there is something to paint, nobody who paints is loaded.
import type { Scene } from '../timeline/layout.ts';

export function EmptyRows({ scene }: { scene: Scene }) {
  const line = (key: string, top: number, left: number, right: number) => (
    <i key={key} style={{ top: `${top}px`, left: `${left}px`, width: `${right - left}px` }} />
  );
  return (
    <div class="empty-rows" aria-hidden="true">
      {scene.groups.flatMap(group => [
        line(group.id, group.y, 0, scene.width),
        // Rows of tasks have no line.
        ...group.rows
          .filter(({ kind }) => kind === 'lane')
          .map(({ y, height }) => line(`${group.id} ${y}`, y + height / 2, scene.left, scene.right)),
      ])}
    </div>
  );
}
