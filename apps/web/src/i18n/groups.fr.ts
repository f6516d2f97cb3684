import type { groupsEn } from './groups.en.js';

/** Les mots des groupes de gens qui se ressemblent. */
export const groupsFr: typeof groupsEn = {
  groups: {
    count: 'Combien de groupes',
    best: 'Autant qu’il convient',
    many: '{{count, number}} groupes',
    people_one: '{{count, number}} client a agi',
    people_other: '{{count, number}} clients ont agi',
    sample: '{{count, number}} d’entre eux comparés, un échantillon fixe',
    clarity: 'Distincts à {{silhouette}} sur une échelle jusqu’à 1 ; le hasard seul donne {{byChance}}',
    none: 'Pas de groupes à proprement parler',
    noneText:
      'Ici, les gens diffèrent par degrés, pas par nature : ce qui a été trouvé ({{silhouette}} sur une échelle jusqu’à 1) n’est pas plus net que ce que donne le hasard ({{byChance}}). Choisissez une période plus longue, ou moins de groupes.',
    title: 'Ce qui distingue chaque groupe',
    more: { event: 'Souvent : {{event}}', spent: 'Dépensent beaucoup', silent: 'Silencieux depuis longtemps' },
    less: { event: 'Rarement : {{event}}', spent: 'Dépensent peu', silent: 'Actifs récemment' },
    event: '{{event}} : {{here}} fois en moyenne, les autres {{others}}',
    spent: '{{here}} dépensés en moyenne, les autres {{others}}',
    silent: 'Silencieux depuis {{here}} jours en moyenne, les autres {{others}}',
    share: '{{share}} d’entre eux',
    open: '{{title}} : {{people}}, les montrer',
    stability: {
      high: 'Très stable : retrouvé à {{share}}',
      good: 'Stable : retrouvé à {{share}}',
      some: 'Assez stable : retrouvé à {{share}}',
      low: 'Pas stable : retrouvé à {{share}} seulement. N’en faites rien dépendre.',
    },
    rule: 'La règle qui les trouve',
    judged: 'Trouve {{recall}} d’entre eux ; de ceux qu’elle trouve, {{precision}} en sont.',
    noRule:
      'Une règle regarde le temps jusqu’à maintenant : choisissez une période qui finit aujourd’hui pour en avoir une.',
    asPersona: 'Garder comme persona',
    asSegment: 'Garder comme segment',
    group: 'Groupe',
    size: 'Clients',
    stable: 'Stabilité',
    precision: 'Précision de la règle',
    recall: 'Rappel de la règle',
    ruleColumn: 'Règle',
    how: 'Stabilité : les clients sont retirés au sort 25 fois, et les groupes cherchés à nouveau. Précision et rappel sont jugés sur des clients qui n’ont pas servi à trouver la règle.',
  },
};
