/**
 * What a customer did, as verb phrases: once | # times | not at all. `#` becomes a count such as
 * "at least 2", `(s)` a plural ending. The subject is the customer, left out.
 */
interface Phrase {
  readonly en: string;
  readonly fr: string;
}
const p = (en: string, fr: string): Phrase => ({ en, fr });

/** English "viewed a product" and French « a vu un produit » from their parts, for the many regular ones. */
const object = (verb: string, article: string, noun: string, verbe: string, un: string, nom: string): Phrase => {
  const plural = (text: string) => (text.includes('(') ? text : `${text}(s)`);
  const bare = (text: string) => text.replaceAll(/\([a-z]*\)/g, '');
  const aucun = un === 'une' ? 'aucune' : 'aucun';
  return p(
    `${verb} ${article} ${bare(noun)}|${verb} # ${plural(noun)}|${verb} no ${bare(noun)}`,
    `a ${verbe} ${un} ${bare(nom)}|a ${verbe} # ${plural(nom)}|n’a ${verbe} ${aucun} ${bare(nom)}`,
  );
};

/** What happens a number of times: "signed up # time(s)". */
const act = (en: string, enNot: string, fr: string, frNot: string): Phrase =>
  p(`${en}|${en} # time(s)|${enNot}`, `${fr}|${fr} # fois|${frNot}`);

export const PHRASES: Readonly<Record<string, Phrase>> = {
  Identified: act('became known', 'was never identified', 'a été identifié', 'n’a pas été identifié'),
  'Group Joined': object('joined', 'a', 'group', 'rejoint', 'un', 'groupe'),
  'Page Viewed': object('viewed', 'a', 'page', 'vu', 'une', 'page'),
  'Screen Viewed': object('viewed', 'a', 'screen', 'vu', 'un', 'écran'),
  'Products Searched': p(
    'searched for products|searched for products # time(s)|searched for no product',
    'a cherché des produits|a cherché des produits # fois|n’a cherché aucun produit',
  ),
  'Product List Viewed': object('viewed', 'a', 'product list', 'vu', 'une', 'liste(s) de produits'),
  'Product List Filtered': object('filtered', 'a', 'product list', 'filtré', 'une', 'liste(s) de produits'),
  'Product Clicked': object('clicked', 'a', 'product', 'cliqué sur', 'un', 'produit'),
  'Product Viewed': object('viewed', 'a', 'product', 'vu', 'un', 'produit'),
  'Products Compared': p(
    'compared products|compared products # time(s)|compared no products',
    'a comparé des produits|a comparé des produits # fois|n’a comparé aucun produit',
  ),
  'Promotion Viewed': object('saw', 'a', 'promotion', 'vu', 'une', 'promotion'),
  'Promotion Clicked': object('clicked', 'a', 'promotion', 'cliqué sur', 'une', 'promotion'),
  'Guide Downloaded': object('downloaded', 'a', 'guide', 'téléchargé', 'un', 'guide'),
  'Quiz Completed': object('completed', 'a', 'quiz(zes)', 'rempli', 'un', 'questionnaire'),
  'Video Playback Started': object('started', 'a', 'video', 'commencé', 'une', 'vidéo'),
  'Video Playback Completed': object('watched', 'a', 'video', 'regardé', 'une', 'vidéo'),
  'Store Visited': act('visited a shop', 'visited no shop', 'est venu en magasin', 'n’est pas venu en magasin'),
  'Product Added': p(
    'added a product to the basket|added # product(s) to the basket|added no product to the basket',
    'a mis un produit au panier|a mis # produit(s) au panier|n’a mis aucun produit au panier',
  ),
  'Product Removed': p(
    'removed a product from the basket|removed # product(s) from the basket|removed no product from the basket',
    'a retiré un produit du panier|a retiré # produit(s) du panier|n’a retiré aucun produit du panier',
  ),
  'Product Added to Wishlist': p(
    'added a product to the wishlist|added # product(s) to the wishlist|added no product to the wishlist',
    'a mis un produit dans sa liste d’envies|a mis # produit(s) dans sa liste d’envies|n’a mis aucun produit dans sa liste d’envies',
  ),
  'Cart Viewed': act(
    'looked at the basket',
    'did not look at the basket',
    'a consulté son panier',
    'n’a pas consulté son panier',
  ),
  'Checkout Started': act(
    'started checkout',
    'did not start checkout',
    'a commencé une commande',
    'n’a commencé aucune commande',
  ),
  'Payment Info Entered': act(
    'entered payment details',
    'entered no payment details',
    'a saisi ses coordonnées de paiement',
    'n’a pas saisi ses coordonnées de paiement',
  ),
  'Quote Requested': object('requested', 'a', 'quote', 'demandé', 'un', 'devis()'),
  'Order Completed': object('placed', 'an', 'order', 'passé', 'une', 'commande'),
  'Order Updated': object('changed', 'an', 'order', 'modifié', 'une', 'commande'),
  'Order Cancelled': object('cancelled', 'an', 'order', 'annulé', 'une', 'commande'),
  'Order Refunded': act('was refunded', 'was never refunded', 'a été remboursé', 'n’a pas été remboursé'),
  'Order Delivered': object('received', 'an', 'order', 'reçu', 'une', 'commande'),
  'Order Exchanged': object('exchanged', 'a', 'purchase', 'échangé', 'un', 'achat'),
  'Product Returned': object('returned', 'a', 'product', 'retourné', 'un', 'produit'),
  'Product Used': act('used a product', 'used no product', 'a utilisé un produit', 'n’a utilisé aucun produit'),
  'Coupon Entered': object('entered', 'a', 'coupon', 'saisi', 'un', 'code(s) promo'),
  'Coupon Applied': object('applied', 'a', 'coupon', 'appliqué', 'un', 'code(s) promo'),
  'Coupon Redeemed': object('redeemed', 'a', 'coupon', 'utilisé', 'un', 'bon(s) de réduction'),
  'Product Shared': object('shared', 'a', 'product', 'partagé', 'un', 'produit'),
  'Cart Shared': act('shared a basket', 'shared no basket', 'a partagé un panier', 'n’a partagé aucun panier'),
  'Product Reviewed': object('published', 'a', 'review', 'publié', 'un', 'avis()'),
  'Survey Answered': object('answered', 'a', 'survey', 'rempli', 'une', 'enquête'),
  'Referral Sent': object('invited', 'a', 'friend', 'parrainé', 'un', 'ami'),
  'Referral Visited': act(
    'came on a friend’s advice',
    'did not come on a friend’s advice',
    'est venu sur le conseil d’un ami',
    'n’est pas venu sur le conseil d’un ami',
  ),
  'Loyalty Program Joined': act(
    'joined the loyalty programme',
    'did not join the loyalty programme',
    'a rejoint le programme de fidélité',
    'n’a pas rejoint le programme de fidélité',
  ),
  'Support Ticket Opened': act(
    'asked for help',
    'did not ask for help',
    'a demandé de l’aide',
    'n’a pas demandé d’aide',
  ),
  'Support Ticket Solved': p(
    'had a help request solved|had # help request(s) solved|had no help request solved',
    'a vu une demande d’aide résolue|a vu # demande(s) d’aide résolue(s)|n’a vu aucune demande d’aide résolue',
  ),
  'Live Chat Conversation Started': act(
    'started a chat',
    'started no chat',
    'a ouvert une conversation',
    'n’a ouvert aucune conversation',
  ),
  'Campaign Received': object('received', 'a', 'campaign', 'reçu', 'une', 'campagne'),
  'Email Delivered': object('received', 'an', 'e-mail', 'reçu', 'un', 'e-mail'),
  'Email Opened': object('opened', 'an', 'e-mail', 'ouvert', 'un', 'e-mail'),
  'Email Link Clicked': act(
    'clicked a link in an e-mail',
    'clicked no link in an e-mail',
    'a cliqué sur un lien d’e-mail',
    'n’a cliqué sur aucun lien d’e-mail',
  ),
  Unsubscribed: act('unsubscribed', 'did not unsubscribe', 's’est désinscrit', 'ne s’est pas désinscrit'),
  'Signed Up': act('signed up', 'did not sign up', 's’est inscrit', 'ne s’est pas inscrit'),
  'Signed In': act('signed in', 'did not sign in', 's’est connecté', 'ne s’est pas connecté'),
  'Account Created': object('created', 'an', 'account', 'créé', 'un', 'compte'),
  'Invite Sent': object('sent', 'an', 'invitation', 'envoyé', 'une', 'invitation'),
  'Trial Started': object('started', 'a', 'trial', 'commencé', 'un', 'essai'),
  'Application Installed': act(
    'installed the app',
    'did not install the app',
    'a installé l’application',
    'n’a pas installé l’application',
  ),
  'Application Opened': act(
    'opened the app',
    'did not open the app',
    'a ouvert l’application',
    'n’a pas ouvert l’application',
  ),
};
