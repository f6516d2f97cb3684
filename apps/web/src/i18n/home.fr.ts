import type { homeEn } from './home.en.js';

export const homeFr: typeof homeEn = {
  home: {
    title: 'Accueil',
    period: 'Du {{from}} au {{to}}',
    tooLittle_one:
      'On peut dire ce qui est habituel après {{count, number}} jour et {{events}} événements : jusqu’ici il y en a {{days}}, avec {{found}}.',
    tooLittle_other:
      'On peut dire ce qui est habituel après {{count, number}} jours entiers et {{events}} événements : jusqu’ici il y en a {{days}}, avec {{found}}.',
    nothing: 'Il ne s’est rien passé pendant ces sept jours.',
    alerts: 'Hors de l’ordinaire',
    noAlerts: 'Tout est dans les limites habituelles.',
    looking: 'Les jours passés sont examinés pour la première fois.',
    since: 'Depuis le {{day}}',
    over_returned: 'Du {{from}} au {{to}} : revenu à l’habituel',
    over_settled: 'Du {{from}} au {{to}} : c’est devenu l’habituel',
    over_changed: 'Du {{from}} au {{to}} : le modèle a été modifié',
    also: 'Au même moment :',
    watched_one:
      '{{count, number}} série examinée, jusqu’au {{day}}. Une fausse alerte arrive environ une fois en {{every}} jours.',
    watched_other:
      '{{count, number}} séries examinées, jusqu’au {{day}}. Une fausse alerte arrive environ une fois en {{every}} jours.',
    unwatched_one: '{{count, number}} est encore trop peu connue : il faut {{days}} jours et {{events}} événements.',
    unwatched_other:
      '{{count, number}} sont encore trop peu connues : il faut {{days}} jours et {{events}} événements pour chacune.',
    band: 'La bande est ce qui était habituel, selon le jour de la semaine, la tendance et la saison.',
    byDay: 'Jour par jour',
    day: 'Jour',
    observed: 'Compté',
    expected: 'Attendu',
    low: 'Habituel de',
    high: 'Habituel à',
    counted: 'Compté : {{value}}',
    usually: 'Habituel : {{low}} à {{high}}',
    sentence: 'Phrase',
    from: 'De',
    to: 'À',
    week: 'Cette semaine',
    before: 'Semaine d’avant',
    amount: 'Montant',
    segment: 'Segment',
    anySegment: 'Tous les segments',
    weekBefore: 'Une semaine plus tôt',
    weekAfter: 'Une semaine plus tard',
    seeMap: 'Voir la carte du parcours',
    charts: {
      active: 'Personnes actives, par jour',
      arrived: 'Personnes arrivées sur le parcours, par jour',
      onward: 'Personnes qui ont avancé, par jour',
      regressed: 'Personnes qui ont reculé par leurs actes, par jour',
      lapsed: 'Personnes qui ont reculé en silence, par jour',
      flow: 'Personnes passées d’une étape à l’autre, par jour',
      fallsBack: 'Personnes qui ont reculé, par jour',
      orders: 'Commandes, par jour',
      buyers: 'Premières commandes, par jour',
    },
  },
};
