import { type Content, contentSchema } from '../content/schema.js';
import type { Bilingual } from '../lifecycle/schema.js';

type Words = readonly [subject: string, heading: string, text: string, button: string];
type Written = readonly [id: string, action: Content['action'], name: Bilingual, en: Words, fr: Words];

const variant = ([subject, heading, text, label]: Words) => ({
  subject,
  preheader: heading,
  body: {
    kind: 'blocks',
    blocks: [
      { kind: 'heading', text: heading },
      { kind: 'text', text },
      { kind: 'button', label, url: 'https://example.com/' },
    ],
  },
});

const WRITTEN: readonly Written[] = [
  [
    'flow-welcome',
    'interest',
    { en: 'Welcome', fr: 'Bienvenue' },
    [
      'Welcome',
      'Good to have you here',
      'Hello {{ customer.first_name | default: "and welcome" }},\n\nHere is what {{ organisation.name }} does best, and where to begin.',
      'Begin here',
    ],
    [
      'Bienvenue',
      'Heureux de vous accueillir',
      'Bonjour {{ customer.first_name | default: "et bienvenue" }},\n\nVoici ce que {{ organisation.name }} fait de mieux, et par où commencer.',
      'Commencer ici',
    ],
  ],
  [
    'flow-guide',
    'desire',
    { en: 'How to choose', fr: 'Bien choisir' },
    [
      'How to choose well',
      'The questions worth asking first',
      'Our customers’ most frequent questions, with honest answers. Reply to this message if yours is not among them.',
      'Read the answers',
    ],
    [
      'Bien choisir',
      'Les questions à se poser d’abord',
      'Les questions les plus fréquentes de nos clients, avec des réponses franches. Répondez à ce message si la vôtre n’y est pas.',
      'Lire les réponses',
    ],
  ],
  [
    'flow-basket',
    'action',
    { en: 'Left in the basket', fr: 'Resté dans le panier' },
    [
      'You left something behind',
      'Your basket is still there',
      'What you chose is kept for you. If something stopped you, tell us: we read every answer.',
      'Back to my basket',
    ],
    [
      'Vous avez laissé quelque chose',
      'Votre panier est toujours là',
      'Ce que vous avez choisi vous attend. Si quelque chose vous a arrêté, dites-le-nous : nous lisons chaque réponse.',
      'Revenir au panier',
    ],
  ],
  [
    'flow-satisfaction',
    'interest',
    { en: 'Is all well?', fr: 'Tout va bien ?' },
    [
      'Is everything as you hoped?',
      'One question, ten seconds',
      'Your first order has been with you for a week. Is everything as you hoped? If not, we put it right.',
      'Answer',
    ],
    [
      'Tout est-il comme vous l’espériez ?',
      'Une question, dix secondes',
      'Votre première commande est chez vous depuis une semaine. Tout est-il comme vous l’espériez ? Sinon, nous y remédions.',
      'Répondre',
    ],
  ],
  [
    'flow-use',
    'desire',
    { en: 'Getting the most from it', fr: 'En profiter pleinement' },
    [
      'Three ways to enjoy it more',
      'Made to be used',
      'Three pieces of advice from those who use it every day.',
      'See the advice',
    ],
    [
      'Trois façons d’en profiter davantage',
      'Fait pour servir',
      'Trois conseils de ceux qui s’en servent chaque jour.',
      'Voir les conseils',
    ],
  ],
  [
    'flow-complement',
    'action',
    { en: 'What goes with it', fr: 'Ce qui va avec' },
    [
      'What goes well with it',
      'Chosen to go with what you have',
      'A few things that customers who bought the same were glad to find.',
      'Have a look',
    ],
    [
      'Ce qui va bien avec',
      'Choisi pour aller avec ce que vous avez',
      'Quelques articles que les clients qui ont acheté la même chose ont été heureux de trouver.',
      'Regarder',
    ],
  ],
  [
    'flow-winback',
    'attention',
    { en: 'We miss you', fr: 'Vous nous manquez' },
    [
      'It has been a while',
      'What is new since your last visit',
      'Hello {{ customer.first_name | default: "again" }},\n\nA few things have changed for the better since we last met.',
      'See what is new',
    ],
    [
      'Cela fait un moment',
      'Les nouveautés depuis votre dernière visite',
      'Bonjour {{ customer.first_name | default: "à nouveau" }},\n\nQuelques changements, en mieux, depuis notre dernière rencontre.',
      'Voir les nouveautés',
    ],
  ],
  [
    'flow-ambassador',
    'recommendation',
    { en: 'Share what you like', fr: 'Partagez ce que vous aimez' },
    [
      'Who would like this, too?',
      'You know us well',
      'Thank you for coming back to us. Do you know somebody who would like what you like? Tell them, in your own words.',
      'Tell a friend',
    ],
    [
      'Qui aimerait cela aussi ?',
      'Vous nous connaissez bien',
      'Merci de revenir chez nous. Connaissez-vous quelqu’un qui aimerait ce que vous aimez ? Parlez-lui-en, avec vos mots.',
      'En parler à un ami',
    ],
  ],
];

/** The e-mails of the templates, to be made one's own. */
export const FLOW_CONTENTS: readonly Content[] = WRITTEN.map(([id, action, name, en, fr]) =>
  contentSchema.parse({ id, channel: 'email', action, name, variants: { en: variant(en), fr: variant(fr) } }),
);
