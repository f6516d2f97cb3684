import type { Bilingual, Block, Content } from '@parcours/core';

type Action = Content['action'];
interface Words {
  readonly subject: string;
  readonly preheader: string;
  readonly heading: string;
  readonly text: string;
  readonly button: string;
}
interface Preset {
  readonly action: Action;
  readonly name: Bilingual;
  readonly en: Words;
  readonly fr: Words;
}

const PRESETS: readonly Preset[] = [
  {
    action: 'attention',
    name: { en: 'First hello', fr: 'Premier bonjour' },
    en: {
      subject: 'Nice to meet you',
      preheader: 'Three minutes to see what we do',
      heading: 'Nice to meet you',
      text: 'Hello {{ customer.first_name | default: "and welcome" }},\n\nHere is what {{ organisation.name }} does, in three minutes and without a word to sell.',
      button: 'See for yourself',
    },
    fr: {
      subject: 'Ravis de faire connaissance',
      preheader: 'Trois minutes pour voir ce que nous faisons',
      heading: 'Ravis de faire connaissance',
      text: 'Bonjour {{ customer.first_name | default: "et bienvenue" }},\n\nVoici ce que fait {{ organisation.name }}, en trois minutes et sans rien vous vendre.',
      button: 'Voir par vous-même',
    },
  },
  {
    action: 'interest',
    name: { en: 'The guide', fr: 'Le guide' },
    en: {
      subject: 'A guide to choosing well',
      preheader: 'The questions to ask before you choose',
      heading: 'Choose well, the first time',
      text: 'We put into one guide the questions our customers ask most, with honest answers.\n\nReply to this message if yours is not among them.',
      button: 'Read the guide',
    },
    fr: {
      subject: 'Un guide pour bien choisir',
      preheader: 'Les questions à se poser avant de choisir',
      heading: 'Bien choisir du premier coup',
      text: 'Nous avons réuni dans un guide les questions que l’on nous pose le plus, avec des réponses franches.\n\nRépondez à ce message si la vôtre n’y est pas.',
      button: 'Lire le guide',
    },
  },
  {
    action: 'desire',
    name: { en: 'They tell it best', fr: 'Ils en parlent mieux que nous' },
    en: {
      subject: 'What others made of it',
      preheader: 'Told by those who use it',
      heading: 'They tell it better than we do',
      text: 'Before you decide, listen to those who already have. What they liked, and **what they would have liked to know**.',
      button: 'Read what they say',
    },
    fr: {
      subject: 'Ce que d’autres en ont fait',
      preheader: 'Raconté par celles et ceux qui s’en servent',
      heading: 'Ils en parlent mieux que nous',
      text: 'Avant de vous décider, écoutez ceux qui l’ont fait. Ce qui leur a plu, et **ce qu’ils auraient aimé savoir**.',
      button: 'Lire leurs avis',
    },
  },
  {
    action: 'action',
    name: { en: 'Ready when you are', fr: 'Quand vous voulez' },
    en: {
      subject:
        '{{ customer.first_name | default: "It" }}{% if customer.first_name %}, it{% endif %} is ready when you are',
      preheader: 'Pick up where you left off',
      heading: 'Pick up where you left off',
      text: 'What you chose is still there. Delivery, returns and payment are explained on one page; we answer the rest by return.',
      button: 'Finish',
    },
    fr: {
      subject: 'Tout est prêt, quand vous voulez',
      preheader: 'Reprenez où vous en étiez',
      heading: 'Reprenez où vous en étiez',
      text: 'Ce que vous avez choisi vous attend. Livraison, retours et paiement tiennent en une page ; nous répondons au reste sans tarder.',
      button: 'Terminer',
    },
  },
  {
    action: 'recommendation',
    name: { en: 'Tell a friend', fr: 'Parlez-en autour de vous' },
    en: {
      subject: 'Who should know about this?',
      preheader: 'You know somebody it would help',
      heading: 'You know somebody it would help',
      text: 'Thank you for your trust, {{ customer.first_name | default: "truly" }}. If {{ organisation.name }} did well by you, somebody near you may be glad to hear of it.',
      button: 'Share',
    },
    fr: {
      subject: 'Qui devrait en entendre parler ?',
      preheader: 'Vous connaissez quelqu’un que cela aiderait',
      heading: 'Vous connaissez quelqu’un que cela aiderait',
      text: 'Merci de votre confiance, {{ customer.first_name | default: "sincèrement" }}. Si {{ organisation.name }} vous a bien servi, quelqu’un près de vous sera heureux de l’apprendre.',
      button: 'Partager',
    },
  },
];

const blocksOf = ({ heading, text, button }: Words): Block[] => [
  { kind: 'heading', text: heading },
  { kind: 'text', text },
  { kind: 'button', label: button, url: 'https://example.com/' },
];

const variantOf = (words: Words) => ({
  subject: words.subject,
  preheader: words.preheader,
  body: { kind: 'blocks' as const, blocks: blocksOf(words) },
});

/** An e-mail to start from for each kind of action of AIDAR, in both languages. */
export const CONTENT_PRESETS: readonly Content[] = PRESETS.map(({ action, name, en, fr }) => ({
  id: action,
  channel: 'email',
  name,
  action,
  stages: [],
  personas: [],
  variants: { en: variantOf(en), fr: variantOf(fr) },
}));

/** A language begun from nothing. */
export const emptyVariant = () => ({
  subject: '',
  preheader: '',
  body: { kind: 'blocks' as const, blocks: [{ kind: 'text' as const, text: '' }] },
});
