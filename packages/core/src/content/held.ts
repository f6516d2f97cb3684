const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const MARK = /\uE000(\d+)\uE001/g;

/** Pieces of Liquid set aside while what is around them is made into something else: no step in between reads them. */
export class HeldLiquid {
  readonly #pieces: string[] = [];

  /** The text with a mark in the place of each piece. */
  hold(text: string): string {
    return text
      .replace(/[\uE000\uE001]/g, '')
      .replace(LIQUID, (piece) => `\uE000${this.#pieces.push(piece) - 1}\uE001`);
  }

  /** The pieces back in their places. */
  release(text: string): string {
    return text.replace(MARK, (_mark, at: string) => this.#pieces[Number(at)] ?? '');
  }

  /** Pieces whose mark is in the text no more. */
  lostIn(text: string): string[] {
    const found = new Set([...text.matchAll(MARK)].map(([, at]) => Number(at)));
    return this.#pieces.filter((_piece, at) => !found.has(at));
  }

  /** The piece of a mark at the beginning of a text; null where there is none. */
  startOf(text: string): string | null {
    const at = /^\uE000(\d+)\uE001/.exec(text.trim())?.[1];
    return at === undefined ? null : (this.#pieces[Number(at)] ?? null);
  }
}

/** Whether a text holds a piece of Liquid, or the mark of one. */
export const holdsLiquid = (text: string): boolean => /\uE000|\{\{|\{%/.test(text);
