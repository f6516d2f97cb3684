/** Indented where it is JSON; as it came where it is not. */
export const readable = (payload: string): string => {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
};

/** A readable event cut around the field at fault; `marked` is empty where the event does not hold it. */
export const markField = (text: string, field: string | null): { before: string; marked: string; after: string } => {
  const whole = { before: text, marked: '', after: '' };
  if (field === null) return whole;
  const lines = text.split('\n');
  // Fields at fault are those of the event itself: two spaces in.
  const start = lines.findIndex((line) => line.startsWith(`  ${JSON.stringify(field)}:`));
  if (start === -1) return whole;
  const opens = /[[{]$/.test(lines[start] ?? '');
  const closes = lines.findIndex((line, place) => place > start && /^ {2}[}\]]/.test(line));
  const end = (opens && closes !== -1 ? closes : start) + 1;
  return {
    before: lines
      .slice(0, start)
      .map((line) => `${line}\n`)
      .join(''),
    marked: lines.slice(start, end).join('\n'),
    after: lines
      .slice(end)
      .map((line) => `\n${line}`)
      .join(''),
  };
};
