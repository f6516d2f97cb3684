import type { NewWorkspace } from '../workspaces/createWorkspace.js';

/** A file of the demonstration, and the mapping that reads it; both below the folder of examples. */
export interface DemonstrationFile {
  readonly path: string;
  readonly mapping?: string;
}
export interface Demonstration extends Omit<NewWorkspace, 'demonstration'> {
  readonly source: { readonly en: string; readonly fr: string };
  readonly files: readonly DemonstrationFile[];
}

const RETAIL = 'demonstration/complete-journey';
const SHOP = 'demonstration/ecom-synthetic/ecom.csv.gz';

export const DEMONSTRATIONS: readonly Demonstration[] = [
  {
    id: 'retailer',
    name: 'Retail',
    timezone: 'UTC',
    currency: 'USD',
    source: {
      en: 'Real households of a retailer in 2017 (“The Complete Journey”, 84.51°, CC0): baskets, campaigns and coupons; and the invented example of Ludovic, who takes up running.',
      fr: 'De vrais foyers d’une enseigne en 2017 (« The Complete Journey », 84.51°, CC0) : paniers, campagnes et coupons ; et l’exemple inventé de Ludovic, qui se met à la course.',
    },
    files: [
      { path: `${RETAIL}/demographics.csv.gz`, mapping: 'complete-journey/demographics.yaml' },
      { path: `${RETAIL}/transactions.csv.gz`, mapping: 'complete-journey/transactions.yaml' },
      { path: `${RETAIL}/campaigns.csv.gz`, mapping: 'complete-journey/campaigns.yaml' },
      { path: `${RETAIL}/redemptions.csv.gz`, mapping: 'complete-journey/redemptions.yaml' },
      { path: 'demonstration/ludovic.ndjson' },
    ],
  },
  {
    id: 'shop',
    name: 'E-shop',
    timezone: 'UTC',
    currency: 'EUR',
    source: {
      en: 'The click stream of an online shop in 2024 (retentioneering-tools, Apache-2.0), declared synthetic by its authors.',
      fr: 'Le flux de clics d’une boutique en ligne en 2024 (retentioneering-tools, Apache-2.0), déclaré synthétique par ses auteurs.',
    },
    files: [
      { path: SHOP, mapping: 'ecom-synthetic/customers.yaml' },
      { path: SHOP, mapping: 'ecom-synthetic/events.yaml' },
    ],
  },
];
