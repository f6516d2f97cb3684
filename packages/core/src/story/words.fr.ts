import type { StoryWords } from './storyWords.js';

const one = (count: number): boolean => count < 2;
const people = (count: number): string => (one(count) ? 'personne' : 'personnes');
const have = (count: number): string => (one(count) ? 'a' : 'ont');

export const storyFr: StoryWords = {
  lead: {
    active: ({ count }) => `{n} ${people(count)} ${have(count)} fait quelque chose`,
    arrived: ({ count }) => `{n} ${people(count)} ${one(count) ? 'est arrivée' : 'sont arrivées'} sur le parcours`,
    onward: ({ count }) => `{n} ${people(count)} ${have(count)} avancé`,
    regressed: ({ count }) => `{n} ${people(count)} ${have(count)} reculé par leurs actes`,
    lapsed: ({ count }) => `{n} ${people(count)} ${have(count)} reculé en silence`,
    flow: ({ count, from, to }) =>
      `{n} ${people(count)} ${one(count) ? 'est passée' : 'sont passées'} de « ${from} » à « ${to} »`,
    fallsBack: ({ count, from }) =>
      `{n} ${people(count)} ${have(count)} reculé depuis « ${from} », où les reculs ont le plus changé`,
    orders: ({ count, amount }) =>
      `{n} ${one(count) ? 'commande passée' : 'commandes passées'}${amount === null ? '' : `, pour ${amount}`}`,
    buyers: ({ count }) => `{n} ${people(count)} ${have(count)} commandé pour la première fois`,
  },
  more: (by) => `, soit ${by} de plus que la semaine d’avant.`,
  fewer: (by) => `, soit ${by} de moins que la semaine d’avant.`,
  same: ', autant que la semaine d’avant.',
  within: (low, high) => `Comme d’habitude : entre ${low} et ${high}.`,
  above: (low, high) => `Plus que d’habitude : d’ordinaire entre ${low} et ${high}.`,
  below: (low, high) => `Moins que d’habitude : d’ordinaire entre ${low} et ${high}.`,
  unknown: 'On ne sait pas encore ce qui est habituel.',
  headline: (count) =>
    count === 0
      ? 'Une semaine comme les autres.'
      : count === 1
        ? 'Une chose sort de l’ordinaire cette semaine.'
        : `${count} choses sortent de l’ordinaire cette semaine.`,
  early: 'La semaine, telle qu’on peut la raconter.',
  silent: (day, days) =>
    `Rien n’est arrivé depuis le ${day} : ${days === 1 ? 'un jour entier' : `${days} jours entiers`} sans aucune interaction.`,
  alert: {
    activity: {
      above: 'Plus de personnes actives que d’habitude',
      below: 'Moins de personnes actives que d’habitude',
    },
    stage: {
      above: (stage) => `« ${stage} » grandit plus que d’habitude`,
      below: (stage) => `« ${stage} » diminue plus que d’habitude`,
    },
    arrived: {
      above: (to) => `Plus d’arrivées que d’habitude à « ${to} »`,
      below: (to) => `Moins d’arrivées que d’habitude à « ${to} »`,
    },
    flow: {
      above: (from, to) => `Plus de passages que d’habitude de « ${from} » à « ${to} »`,
      below: (from, to) => `Moins de passages que d’habitude de « ${from} » à « ${to} »`,
    },
    back: {
      above: (stage) => `Plus de reculs que d’habitude depuis « ${stage} »`,
      below: (stage) => `Moins de reculs que d’habitude depuis « ${stage} »`,
    },
  },
  mail: {
    story: (workspace, day) => `${workspace} : la semaine jusqu’au ${day}`,
    alerts: (workspace, count) =>
      `${workspace} : ${count === 1 ? 'une chose sort' : `${count} choses sortent`} de l’ordinaire`,
    week: (from, to) => `Du ${from} au ${to}`,
    open: 'Ouvrir dans Parcours',
    why: (workspace) => `Vous recevez ce message parce que vous êtes abonné à ${workspace}.`,
    stop: 'Se désabonner',
    tooLittle: 'Ce qui est habituel pourra être dit quand il y aura plus de jours.',
    test: 'Parcours peut vous écrire',
    testText: (workspace) =>
      `Voici l’essai que vous avez demandé dans ${workspace}. Les abonnements viendront de cette adresse.`,
  },
  counted: {
    day: (day, low, high) => `{n} le ${day}, où l’on en compte d’ordinaire ${low} à ${high}.`,
    week: (day, low, high) =>
      `{n} dans les sept jours jusqu’au ${day}, où l’on en compte d’ordinaire ${low} à ${high}.`,
    stood: (day, low, high) => `{n} s’y trouvaient à la fin du ${day} ; on en attendait ${low} à ${high}.`,
  },
};
