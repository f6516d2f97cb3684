import type { driversEn } from './drivers.en.js';

/** Les mots des facteurs. */
export const driversFr: typeof driversEn = {
  drivers: {
    stage: 'Parmi ceux qui entrent',
    outcome: 'Ce qui arrive ensuite',
    outcomes: { forward: 'Avancer', back: 'Reculer', leave: 'Partir' },
    window: 'Dans un délai de',
    windows: {
      P7D: 'Sous 7 jours',
      P30D: 'Sous 30 jours',
      P60D: 'Sous 60 jours',
      P90D: 'Sous 90 jours',
      P180D: 'Sous 180 jours',
    },
    after: 'Regardés',
    afters: { now: 'Dès leur entrée', P7D: '7 jours après', P14D: '14 jours après', P30D: '30 jours après' },
    people_one: '{{count, number}} client regardé',
    people_other: '{{count, number}} clients regardés',
    sample: 'dont {{count, number}} comparés, un échantillon fixe',
    events: { forward: '{{share}} ont avancé', back: '{{share}} ont reculé', leave: '{{share}} sont partis' },
    waiting_one: '{{count, number}} de plus, entré trop récemment pour savoir',
    waiting_other: '{{count, number}} de plus, entrés trop récemment pour savoir',
    tooLate_one:
      '{{count, number}} de plus est entré trop récemment pour savoir. Choisissez une période qui commence plus tôt, ou un délai plus court pour la suite.',
    tooLate_other:
      '{{count, number}} de plus sont entrés trop récemment pour savoir. Choisissez une période qui commence plus tôt, ou un délai plus court pour la suite.',
    clear: 'Ce qui ressort',
    sentence: {
      forward: {
        more: 'ont avancé plus souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
        less: 'ont avancé moins souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
      },
      back: {
        more: 'ont reculé plus souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
        less: 'ont reculé moins souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
      },
      leave: {
        more: 'sont partis plus souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
        less: 'sont partis moins souvent : {{with}} contre {{without}}. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
      },
      turned:
        '{{with}} contre {{without}} à l’état brut. Toutes choses égales par ailleurs, {{by}} ({{low}} à {{high}}).',
    },
    points: '{{value}} points',
    nothingClear: 'Rien ne ressort : les différences vues ici peuvent très bien tenir du hasard.',
    caution:
      'Cela va de pair ; cela ne prouve pas que l’un cause l’autre. Seul un test sur des personnes tirées au hasard peut le faire.',
    held: 'Tenus égaux : {{list}}. Chacun est regardé aussi longtemps après son entrée.',
    heldNothing:
      'Il y avait trop peu pour tenir autre chose égal. Chacun est regardé aussi longtemps après son entrée.',
    confounders: {
      activity: 'jours d’activité avant',
      persona: 'persona',
      month: 'mois d’entrée',
      monthTrend: 'mois d’entrée, en tendance',
    },
    chart: 'Combien plus souvent, toutes choses égales par ailleurs',
    hint: 'En points de pourcentage, avec ce que contiennent 95 % de tels intervalles. Plein : net même parmi {{count, number}} comparaisons (taux de fausses découvertes sous 5 %). Creux : cela peut tenir du hasard.',
    none: 'Rien ne peut être comparé',
    noneText:
      'Ceux qui sont entrés dans cette étape n’ont rien en commun que certains aient et d’autres non. Choisissez une période plus longue.',
    variable: 'Ce qu’ils ont en commun',
    with: 'Avec',
    without: 'Sans',
    rateWith: 'Parmi eux',
    rateWithout: 'Parmi les autres',
    plain: 'À l’état brut',
    adjusted: 'Toutes choses égales',
    odds: 'Rapport de cotes',
    q: 'Taux de fausses découvertes',
    low: 'De',
    high: 'À',
    oddsLow: 'Rapport de cotes, de',
    oddsHigh: 'Rapport de cotes, à',
    decides: 'Indiscernable',
    decidesHint:
      '« Indiscernable » : l’avoir, ou non, décide de ce qui arrive à tous, ou dit la même chose que ce qui est tenu égal. Seules les parts sont alors données.',
    rare_one: '{{count, number}} élément que trop peu ont, ou n’ont pas, est laissé de côté (moins de 10 personnes).',
    rare_other:
      '{{count, number}} éléments que trop peu ont, ou n’ont pas, sont laissés de côté (moins de 10 personnes).',
    more_one: '{{count, number}} de plus n’est pas comparé : les 40 qui partagent le mieux les personnes le sont.',
    more_other: '{{count, number}} de plus ne sont pas comparés : les 40 qui partagent le mieux les personnes le sont.',
    varied: 'Trop de valeurs différentes pour les comparer une à une : {{list}}. Un segment peut les regrouper.',
    variedOne: '{{name}} ({{values}})',
    peopleWith: 'Avec « {{name}} »',
    peopleWithout: 'Sans « {{name}} »',
    open: '{{title}} : {{people}}, les montrer',
    kinds: {
      touchpoint: 'Point de contact : {{name}}',
      event: '{{name}}',
      channel: 'Venus par : {{name}}',
      source: 'Première source : {{name}}',
      campaign: 'Première campagne : {{name}}',
      trait: '{{name}} : {{value}}',
      persona: 'Persona : {{name}}',
      habit: '{{name}}',
    },
    habits: {
      recent: 'Actifs dans la semaine d’avant',
      often: 'Actifs plus de {{above}} jours',
      bought: 'Avaient acheté',
      boughtAgain: 'Avaient acheté deux fois ou plus',
      spentMore: 'Avaient dépensé plus de {{above}}',
      discount: 'Avaient utilisé une remise ou un coupon',
      weekend: 'Entrés un week-end',
      morning: 'Entrés le matin',
      afternoon: 'Entrés l’après-midi',
      evening: 'Entrés le soir',
      night: 'Entrés la nuit',
    },
  },
};
