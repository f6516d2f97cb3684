import { z } from 'zod';
import { keySchema } from '../rule/schema.js';
import { METHODS } from '../statistics/recommend/methods.js';

const count = z.number();
const name = z.string().min(1).max(200);
const share = z.number();
const gain = z.object({ difference: share, low: share, high: share }).nullable();
const recall = z.number().nullable();
const methodSchema = z.enum([...METHODS, 'popularity']);

/** [NEXT-1] What counts as a purchase, and as a product. */
export const recommendQuerySchema = z.object({
  event: name.default('Order Completed'),
  /** The property with the list of products; an interaction without it is of the one product it names itself. */
  property: name.default('products'),
  by: z.enum(['product', 'name', 'category']).default('product'),
  persona: keySchema.optional(),
  segment: keySchema.optional(),
  where: z.string().max(4000).optional(),
  /** Only what was bought in the period [from, to), up to now without `to`; all of history without either. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});

/** [NEXT-2] How well each method foretold what was bought after the cut-off; null where nobody could be asked about. */
export const recommendModelSchema = z.object({
  measuredAt: z.iso.datetime(),
  event: z.string(),
  by: recommendQuerySchema.shape.by.unwrap(),
  /** The one served: the best on an earlier part of history, popularity itself where no other was better there. */
  method: methodSchema,
  recallAt20: z.object({ cooccurrence: recall, after: recall, ease: recall, popularity: recall }),
  /** The recall@20 of recommending to everybody what most buy. */
  popularity: recall,
  /** How much more of later purchases the method served finds than popularity does, of the same customers, with 95 % intervals; of new products. */
  gain,
  gainNew: gain,
  /** Each method's recall@20 of all later purchases, its standard error, and that of products the customer had not bought before. */
  methods: z.array(z.object({ method: methodSchema, recall, error: z.number().nullable(), recallNew: recall })),
  /** Learnt from what was bought until then, tried on what came after. */
  cutoff: z.iso.datetime(),
  tested: z.object({ customers: count, customersNew: count }),
  /** Who bought any of the products, and of how many of them it was learnt. */
  customers: count,
  learntFrom: count,
  /** Those recommended; the others had too few buyers, or fewer than the most that are looked at. */
  products: count,
  productsLeftOut: count,
});

const productSchema = z.object({ product: z.string(), name: z.string() });

export const nextQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  /** True for products that the customer has not bought yet. */
  new: z.stringbool().default(false),
});
/** [NEXT-3] What a customer may buy next. */
export const nextSchema = z.object({
  method: methodSchema.nullable(),
  items: z.array(
    productSchema.extend({
      category: z.string().nullable(),
      score: z.number(),
      /** Whether they bought it before. */
      again: z.boolean(),
      /** Bought by this share of those who bought that product; with no product, of all who bought. */
      why: z.object({ product: z.string().nullable(), name: z.string().nullable(), share }),
    }),
  ),
  /** What is lacking to recommend anything, as a sentence. */
  tooLittle: z.string().nullable(),
});

export const productsQuerySchema = z.object({
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** The products that are recommended, those with most buyers first. */
export const productsSchema = z.object({
  items: z.array(productSchema.extend({ category: z.string().nullable(), buyers: count })),
});

export const goesWithQuerySchema = z.object({ product: z.string().min(1).max(400) });
const goingSchema = z.array(
  productSchema.extend({
    customers: count,
    /** Of those who bought the product, the share who did; and how many times as likely that is as of anybody. */
    share,
    lift: z.number(),
  }),
);
/** [NEXT-4] What goes with one product: in the same purchase, and in a later one. */
export const goesWithSchema = productSchema.extend({
  category: z.string().nullable(),
  buyers: count,
  /** The share of its buyers who bought it again. */
  again: share,
  together: goingSchema,
  after: goingSchema,
});
