import { type DragEvent, useState } from 'react';

export type Side = 'before' | 'after';

/** What is being dragged; a pointer drags one thing at a time. */
let dragged: { scope: string; id: string } | null = null;

/** Puts a line in another place by dragging its handle. The keyboard's way is for the caller to offer. */
export const useDragOrder = (scope: string, id: string, onDrop: (from: string, side: Side) => void) => {
  const [side, setSide] = useState<Side | null>(null);
  const sideOf = (event: DragEvent<HTMLElement>): Side => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? 'before' : 'after';
  };
  return {
    handle: {
      draggable: true,
      'data-grip': true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        dragged = { scope, id };
        event.stopPropagation();
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        const line = event.currentTarget.closest('li');
        if (line) event.dataTransfer.setDragImage(line, 8, 8);
      },
      onDragEnd: () => {
        dragged = null;
      },
    },
    place: {
      'data-drop': side ?? undefined,
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged?.scope !== scope) return;
        event.preventDefault();
        event.stopPropagation();
        setSide(dragged.id === id ? null : sideOf(event));
      },
      onDragLeave: () => setSide(null),
      onDrop: (event: DragEvent<HTMLElement>) => {
        setSide(null);
        if (dragged?.scope !== scope) return;
        event.preventDefault();
        event.stopPropagation();
        if (dragged.id !== id) onDrop(dragged.id, sideOf(event));
        dragged = null;
      },
    },
  };
};
