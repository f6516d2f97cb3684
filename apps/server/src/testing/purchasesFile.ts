import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAPPING = `
source: purchases
event: Order Completed
time: at
customer: { userId: customer }
properties: { order_id: basket }
group: { by: [basket], list: products, each: { product_id: product } }
`;

/** A file of purchases and its mapping, of lines “customer,basket,product,day”. */
export const purchasesFile = (lines: readonly string[]): { path: string; mapping: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-purchases-'));
  const [path, mapping] = [join(folder, 'purchases.csv'), join(folder, 'purchases.yaml')];
  const dated = lines.map((line) => {
    const at = line.lastIndexOf(',');
    return `${line.slice(0, at)},${new Date(Date.UTC(2025, 0, 1 + Number(line.slice(at + 1)), 12)).toISOString()}`;
  });
  writeFileSync(path, `customer,basket,product,at\n${dated.join('\n')}\n`);
  writeFileSync(mapping, MAPPING);
  return { path, mapping, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
