import type { originEn } from './origin.en.js';

/** Les mots de l’origine. */
export const originFr: typeof originEn = {
  origin: {
    by: 'Attribué aux',
    bys: { channel: 'Canaux', source: 'Sources', medium: 'Supports', campaign: 'Campagnes', referrer: 'Autres sites' },
    conversion: 'Ce qui compte comme conversion',
    lookback: 'Les contacts comptent',
    lookbacks: { P7D: 'Pendant 7 jours', P30D: 'Pendant 30 jours', P90D: 'Pendant 90 jours', P365D: 'Pendant un an' },
    models: {
      first: 'Premier contact',
      last: 'Dernier contact',
      linear: 'Linéaire',
      timeDecay: 'Atténuation dans le temps',
      position: 'Selon la position',
      markov1: 'Markov, ordre 1',
      markov2: 'Markov, ordre 2',
      markov3: 'Markov, ordre 3',
    },
    compared: 'Modèles comparés',
    measure: 'Ce qui est réparti',
    measures: { conversions: 'Conversions', value: 'Valeur' },
    chart: 'Ce qui revient à chacun',
    hint: 'Chaque modèle répartit les mêmes {{conversions}}, d’une valeur de {{value}}. Ils diffèrent par ce qu’ils supposent : regardez ce sur quoi ils s’accordent.',
    hintCount:
      'Chaque modèle répartit les mêmes {{conversions}}. Ils diffèrent par ce qu’ils supposent : regardez ce sur quoi ils s’accordent.',
    few: 'Il y a {{count, number}} conversions. En dessous de {{enough, number}}, les chiffres tiennent surtout du hasard : n’y voyez qu’un indice.',
    untouched_one: '{{count, number}} conversion de plus n’a eu aucun contact à temps et n’est attribuée à rien.',
    untouched_other:
      '{{count, number}} conversions de plus n’ont eu aucun contact à temps et ne sont attribuées à rien.',
    name: 'Origine',
    touches: 'Contacts',
    removal: 'Perdu sans lui',
    removalHint:
      'La part des conversions qui seraient perdues si ceux qui viennent par là ne venaient jamais, selon la chaîne de Markov d’ordre 1. Elle dit ce qui va ensemble, non ce qui cause quoi.',
    journeys_one: '{{count, number}} parcours',
    journeys_other: '{{count, number}} parcours',
    conversions_one: '{{count, number}} conversion',
    conversions_other: '{{count, number}} conversions',
    others_one: '{{count, number}} autre',
    others_other: '{{count, number}} autres',
    none: 'Non précisé',
    people: 'Ont converti après un contact « {{name}} »',
    noTouch: 'Aucun contact ici',
    noTouchText:
      'Personne n’est venu par un lien, un autre site ou un canal indiqué dans ce qui est regardé. Choisissez une période plus longue, ou transmettez la campagne et la provenance avec les pages vues.',
    noConversion:
      'Personne n’a converti dans ce qui est regardé : il n’y a rien à répartir. Choisissez une autre conversion ou une période plus longue.',
  },
};
